import {
  columnId,
  DEFAULT_SCHEMA,
  parseRelationId,
  parseTypeId,
  quoteIdentifier,
  relationId,
  splitName,
  typeId,
  type RelationId,
  type TypeId,
} from './identifiers.js';
import type { LifecycleKind } from './lifecycle.js';

/** What a canonical subject of a `Deprecation` names, taken apart. */
export type SubjectParts =
  | { readonly kind: 'table'; readonly relation: RelationId }
  | { readonly kind: 'column' | 'default'; readonly relation: RelationId; readonly column: string }
  | { readonly kind: 'constraint'; readonly relation: RelationId; readonly constraint: string }
  | { readonly kind: 'enum value'; readonly type: TypeId; readonly label: string };

/**
 * Reads the name of something in flight as people write it: `players`, `players.team_id`, `players.players_email_key`,
 * `contract_status.void`, each with a schema in front or without. A label is no name but a text: it keeps its case unquoted.
 * @returns the canonical subject, null where it is no such name
 */
export function parseLifecycleSubject(kind: LifecycleKind, text: string): string | null {
  if (kind === 'table') return parseRelationId(text);
  if (kind === 'enum value') return parseEnumValue(text);
  const parts = splitName(text);
  const [schema, relation, name] = parts?.length === 2 ? [DEFAULT_SCHEMA, ...parts] : (parts ?? []);
  if (parts === null || parts.length > 3) return null;
  if (schema === undefined || relation === undefined || name === undefined) return null;
  return columnId(relationId(schema, relation), name);
}

function parseEnumValue(text: string): string | null {
  const match = /^(.+)\.(?:"((?:[^"]|"")+)"|([^".]+))$/su.exec(text.trim());
  const type = match?.[1] === undefined ? null : parseTypeId(match[1]);
  const label = match?.[2]?.replaceAll('""', '"') ?? match?.[3];
  return type === null || label === undefined ? null : `${type}.${quoteIdentifier(label)}`;
}

/** Takes a canonical subject apart. */
export function subjectParts(kind: LifecycleKind, subject: string): SubjectParts {
  const [schema, name, last] = splitName(subject) ?? [];
  if (schema === undefined || name === undefined) throw new TypeError(`not a subject: ${subject}`);
  if (kind === 'table') return { kind, relation: relationId(schema, name) };
  if (last === undefined) throw new TypeError(`not a ${kind}: ${subject}`);
  if (kind === 'enum value') return { kind, type: typeId(schema, name), label: last };
  if (kind === 'constraint') return { kind, relation: relationId(schema, name), constraint: last };
  return { kind, relation: relationId(schema, name), column: last };
}

/** A canonical subject as people read it: without the default schema. */
export function displaySubject(subject: string): string {
  const prefix = `${DEFAULT_SCHEMA}.`;
  return subject.startsWith(prefix) ? subject.slice(prefix.length) : subject;
}
