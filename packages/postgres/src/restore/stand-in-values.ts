import { quoteLiteral, type Column, type EnumType, type TypeId } from '@rowpact/model';

/** Text that PostgreSQL's own types read. */
const READABLE: Readonly<Record<string, readonly string[]>> = {
  '0': ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'oid', 'money', 'interval'],
  '': ['text', 'varchar', 'bpchar', 'name', 'char', 'bytea', 'tsvector', 'tsquery'],
  f: ['bool'],
  '{}': ['json', 'jsonb'],
  '2000-01-01': ['date', 'timestamp', 'timestamptz'],
  '00:00': ['time', 'timetz'],
  '0.0.0.0': ['inet', 'cidr'],
  '00000000-0000-0000-0000-000000000000': ['uuid'],
};

const TEXT_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(READABLE).flatMap(([text, names]) => names.map((name) => [`pg_catalog.${name}`, text] as const)),
);

/**
 * An expression of a column's type for a query that answers no row: never NULL where the column is not, as far as a value
 * of its type is known.
 */
export function standInValue({ type, nullable }: Column, enums: ReadonlyMap<TypeId, EnumType>): string {
  if (nullable) return `NULL::${type.display}`;
  if (type.dimensions > 0) return `ARRAY[]::${type.display}`;
  if (type.kind === 'range') return `'empty'::${type.display}`;
  if (type.kind === 'multirange') return `'{}'::${type.display}`;
  const text = type.kind === 'enum' ? enums.get(type.id)?.labels[0] : TEXT_OF.get(type.id);
  return text === undefined ? `NULL::${type.display}` : `${quoteLiteral(text)}::${type.display}`;
}
