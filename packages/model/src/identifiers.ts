import { RESERVED_WORDS } from './reserved-words.js';

/** A relation's name in one database, canonical text `schema.relation`, each part quoted where SQL needs it. */
export type RelationId = string & { readonly __brand: 'RelationId' };

/** A column's name in one database, canonical text `schema.relation.column`, parts quoted where SQL needs it. */
export type ColumnId = string & { readonly __brand: 'ColumnId' };

/** A type's name in one database, canonical text `schema.type`, parts quoted where SQL needs it. */
export type TypeId = string & { readonly __brand: 'TypeId' };

const PLAIN = /^[a-z_][a-z0-9_$]*$/;

/** The schema that an unqualified name means, wherever people write names by hand. */
export const DEFAULT_SCHEMA = 'public';

/** Quotes one identifier for SQL: as it is where PostgreSQL reads it back unchanged, in double quotes elsewhere. */
export function quoteIdentifier(name: string): string {
  if (PLAIN.test(name) && !RESERVED_WORDS.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes text as a SQL string literal that reads the same under any `standard_conforming_strings`. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

export function relationId(schema: string, relation: string): RelationId {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(relation)}` as RelationId;
}

export function columnId(relation: RelationId, column: string): ColumnId {
  return `${relation}.${quoteIdentifier(column)}` as ColumnId;
}

export function typeId(schema: string, type: string): TypeId {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(type)}` as TypeId;
}

/**
 * Splits a dotted name into its parts as SQL reads it: quoted parts keep their case, others fold to lower case.
 * @returns the parts, or null where the text is no dotted name (empty part, open quote, text after a quote).
 */
export function splitName(text: string): readonly string[] | null {
  const parts: string[] = [];
  let rest = text.trim();
  for (;;) {
    const quoted = /^"((?:[^"]|"")+)"/u.exec(rest);
    const bare = quoted ? null : /^[^".\s]+/u.exec(rest);
    const match = quoted ?? bare;
    if (!match) return null;
    parts.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : foldCase(match[0]));
    rest = rest.slice(match[0].length);
    if (rest === '') return parts;
    if (!rest.startsWith('.')) return null;
    rest = rest.slice(1);
  }
}

/** Folds as PostgreSQL does with an unquoted name: ASCII letters only. */
function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Reads `relation` or `schema.relation` as a person writes it; null where it is neither. */
export function parseRelationId(text: string): RelationId | null {
  const parts = splitName(text);
  if (parts?.length === 1 && parts[0] !== undefined) return relationId(DEFAULT_SCHEMA, parts[0]);
  if (parts?.length === 2 && parts[0] !== undefined && parts[1] !== undefined) return relationId(parts[0], parts[1]);
  return null;
}

/** Reads `type` or `schema.type`; an unqualified name means the default schema. Null where it is neither. */
export function parseTypeId(text: string): TypeId | null {
  return parseRelationId(text) as TypeId | null;
}

/** The two plain names behind a relation or type id. */
export function partsOf(id: RelationId | TypeId): { readonly schema: string; readonly name: string } {
  const [schema, name] = splitName(id) ?? [];
  if (schema === undefined || name === undefined) throw new TypeError(`not an id: ${id}`);
  return { schema, name };
}

/** An id as people read it: without the default schema. */
export function displayName(id: RelationId | ColumnId | TypeId): string {
  const prefix = `${DEFAULT_SCHEMA}.`;
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}
