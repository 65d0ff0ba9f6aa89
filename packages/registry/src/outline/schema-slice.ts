import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, parseTypeId, partsOf, type RelationId, type TypeId } from '@rowpact/model';
import { itemsOf, valueAt } from '../document/document-path.js';
import { DATABASE_FILE, relationFile, typeFile } from '../snapshot/file-names.js';

/** The files of one producer's snapshot, read as far as slices need them. */
export interface SchemaSlicer {
  /**
   * The files that the rows of these relations are made from: the relations' own, and those of the types of their columns.
   * Relative to the producer's `schema` folder, sorted. A relation that the schema lacks counts with the file it would have.
   */
  slice(relations: readonly RelationId[]): readonly string[];
}

/**
 * Tells which files of a committed snapshot a consumer's types depend on, so that a change to any other rebuilds nothing.
 * Each file is read once at the most. Never fails: of a file that cannot be read only its own name is in the slice.
 * @param folder the producer's `schema` folder, absolute
 */
export function schemaSlicer(folder: string): SchemaSlicer {
  const relationFiles = remembered((id: RelationId) => fileOf(id, relationFile));
  const typeFiles = remembered((file: string) => typeIds(join(folder, file)).map((id) => fileOf(id, typeFile)));
  return {
    slice: (relations) => {
      const files = new Set([DATABASE_FILE]);
      const waiting = relations.map(relationFiles);
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        if (files.has(file)) continue;
        files.add(file);
        waiting.push(...typeFiles(file));
      }
      return [...files].sort(byCodeUnit);
    },
  };
}

/** Hundreds of consumers use the same few tables. */
function remembered<Key, Value extends object | string>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}

function fileOf(id: RelationId | TypeId, file: (schema: string, name: string) => string): string {
  const { schema, name } = partsOf(id);
  return file(schema, name);
}

/** The types that a file's columns, attributes, base or subtype name, but for PostgreSQL's own. */
function typeIds(path: string): readonly TypeId[] {
  const value = jsonIn(path);
  const parts = [
    ...[...itemsOf(valueAt(value, ['columns'])), ...itemsOf(valueAt(value, ['attributes']))].map((part) =>
      valueAt(part, ['type']),
    ),
    valueAt(value, ['base']),
    valueAt(value, ['subtype']),
  ];
  const ids = parts.map((type) => valueAt(type, ['id'])).filter((id) => typeof id === 'string');
  return [...new Set(ids)].filter((id) => !id.startsWith('pg_catalog.')).flatMap((id) => parseTypeId(id) ?? []);
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return null; // Not there, or no JSON: reading the snapshot says so.
  }
}
