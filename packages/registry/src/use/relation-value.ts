import { entriesOf, itemsOf } from '../document/document-path.js';
import type { YamlValue } from '../edit/yaml-edit.js';
import type { RelationUse } from './relation-use.js';

/** What a contract says of one relation, as the YAML has it. */
type RelationValue = Readonly<Record<string, YamlValue>>;

type Use = Pick<RelationUse, 'wildcard' | 'read' | 'write'>;

/** The entry of a relation that the contract does not have yet. */
export function newRelationValue({ wildcard, read, write }: Use): RelationValue {
  return {
    ...(wildcard ? { wildcard } : {}),
    ...(read.length > 0 ? { read } : {}),
    ...(write.length > 0 ? { write } : {}),
  };
}

/**
 * A relation's entry brought to what the code uses. People's keys stay; so does the way in which a wildcard is written
 * (`wildcard: true`, `read: "*"` or a star in the list), and an empty list that says the same as no list.
 */
export function updatedRelationValue(value: unknown, use: Use): RelationValue {
  const entries = new Map(entriesOf(value) as readonly (readonly [string, YamlValue])[]); // what YAML was read to
  const starred = entries.get('read') === '*' || itemsOf(entries.get('read')).includes('*');
  setOrDelete(entries, 'read', updatedRead(entries.get('read'), use));
  setOrDelete(entries, 'write', updatedList(entries.get('write'), use.write));
  if (use.wildcard && !starred) entries.set('wildcard', true);
  if (!use.wildcard && entries.get('wildcard') === true) entries.delete('wildcard');
  return Object.fromEntries(entries);
}

function setOrDelete(entries: Map<string, YamlValue>, key: string, value: YamlValue | undefined): void {
  if (value === undefined) entries.delete(key);
  else entries.set(key, value);
}

function updatedRead(before: YamlValue | undefined, { wildcard, read }: Use): YamlValue | undefined {
  if (before === '*') {
    if (!wildcard) return read.length > 0 ? read : undefined;
    return read.length > 0 ? ['*', ...read.filter((column) => column !== '*')] : '*';
  }
  return updatedList(before, wildcard && itemsOf(before).includes('*') ? ['*', ...read] : read);
}

/** The list in the order it has, new columns behind; undefined where it has none and had some, or was not there. */
function updatedList(before: YamlValue | undefined, columns: readonly string[]): readonly string[] | undefined {
  const old = itemsOf(before) as readonly string[]; // its schema says so
  const wanted = new Set(columns);
  const kept = old.filter((column) => wanted.has(column));
  const list = [...kept, ...[...wanted].filter((column) => !kept.includes(column))];
  return list.length > 0 || (Array.isArray(before) && old.length === 0) ? list : undefined;
}
