import {
  byCodeUnit,
  type CheckConstraint,
  relationId,
  typeId,
  type Column,
  type Relation,
  type Snapshot,
  type TypeRef,
} from '@rowpact/model';

/** Runs one query and answers its rows. */
export type RunQuery = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

interface TypeRow {
  readonly display: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: TypeRef['kind'];
  readonly typmod: number | null;
  readonly dimensions: number;
}

const SCHEMAS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;

/** A type use as JSON: `array_dimensions` is what the column declares. */
const typeJson = (type: string, typmod: string, dimensions: string): string => `(
  SELECT json_build_object('display', format_type(t.oid, ${typmod}), 'schema', en.nspname, 'name', e.typname,
    'kind', CASE e.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range'
                           WHEN 'm' THEN 'multirange' WHEN 'p' THEN 'pseudo' ELSE 'base' END,
    'typmod', nullif(${typmod}, -1),
    'dimensions', CASE WHEN e.oid = t.oid THEN 0 ELSE greatest(${dimensions}, 1) END)
  FROM pg_type t
  JOIN pg_type e ON e.oid = coalesce((SELECT element.oid FROM pg_type element WHERE element.typarray = t.oid), t.oid)
  JOIN pg_namespace en ON en.oid = e.typnamespace
  WHERE t.oid = ${type})`;

/** The checks of a relation or a domain, and whether they compare by a nondeterministic collation. */
const checksJson = (owner: string, columns: string): string => `(
  SELECT json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid), 'nondeterministic', EXISTS (
      SELECT FROM pg_collation l JOIN (SELECT attcollation FROM pg_attribute a WHERE ${columns}) of ON of.attcollation = l.oid
      WHERE NOT l.collisdeterministic)) ORDER BY k.conname)
  FROM pg_constraint k WHERE ${owner} AND k.contype = 'c')`;

const RELATIONS = `
  SELECT n.nspname AS schema, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
    CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                   WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END AS kind,
    ARRAY(SELECT json_build_object('schema', pn.nspname, 'name', p.relname)
          FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
          WHERE i.inhrelid = c.oid AND NOT c.relispartition ORDER BY i.inhseqno) AS inherits,
    (SELECT json_build_object('schema', pn.nspname, 'name', p.relname)
     FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE i.inhrelid = c.oid AND c.relispartition) AS "partitionOf",
    (SELECT json_agg(json_build_object('name', a.attname, 'type', ${typeJson('a.atttypid', 'a.atttypmod', 'a.attndims')},
        'nullable', NOT (a.attnotnull OR (dt.typtype = 'd' AND dt.typnotnull)),
        'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
        'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
        'generated', CASE WHEN a.attgenerated <> '' THEN json_build_object(
           'kind', CASE a.attgenerated WHEN 's' THEN 'stored' ELSE 'virtual' END,
           'expression', pg_get_expr(d.adbin, d.adrelid)) END,
        'writable', a.attgenerated = '' AND (c.relkind IN ('r', 'p') OR pg_column_is_updatable(c.oid, a.attnum, false)),
        'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum)
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        JOIN pg_type dt ON dt.oid = a.atttypid
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(json_build_object('name', k.conname, 'type', k.contype, 'definition', pg_get_constraintdef(k.oid),
        'columns', ARRAY(SELECT attname FROM unnest(k.conkey) WITH ORDINALITY u(num, ord)
          JOIN pg_attribute ON attrelid = k.conrelid AND attnum = num ORDER BY ord),
        'schema', fn.nspname, 'relation', f.relname,
        'targets', ARRAY(SELECT attname FROM unnest(k.confkey) WITH ORDINALITY u(num, ord)
          JOIN pg_attribute ON attrelid = k.confrelid AND attnum = num ORDER BY ord)) ORDER BY k.conname)
      FROM pg_constraint k LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE k.conrelid = c.oid AND k.contype IN ('p', 'f')) AS keys,
    ${checksJson(`k.conrelid = c.oid`, `a.attrelid = c.oid AND a.attnum = ANY (k.conkey)`)} AS checks
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${SCHEMAS}`;

const TYPES = `
  SELECT n.nspname AS schema, y.typname AS name, y.typtype AS kind, obj_description(y.oid, 'pg_type') AS comment,
    ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = y.oid ORDER BY enumsortorder) AS labels,
    ${typeJson('y.typbasetype', 'y.typtypmod', 'y.typndims')} AS base, y.typnotnull AS "notNull", y.typdefault AS "default",
    ${checksJson('k.contypid = y.oid', 'false UNION SELECT y.typcollation')} AS checks
  FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace
  WHERE y.typtype IN ('e', 'd') AND ${SCHEMAS}`;

/**
 * Reads of a database's catalog what codegen looks at, so that the tests stand on PostgreSQL's own answers. No more than
 * that: the real introspection is the postgres package's, which this one cannot import.
 */
export async function catalogSnapshot(query: RunQuery): Promise<Snapshot> {
  // What a driver answers is untyped; the queries above say what it is.
  const relations = (await query(RELATIONS)).map((row) => relationOf(row as unknown as RelationRow));
  const types = (await query(TYPES)) as unknown as readonly NamedTypeRow[];
  const id = ({ schema, name }: NamedTypeRow): ReturnType<typeof typeId> => typeId(schema, name);
  return {
    schemas: [],
    extensions: [],
    relations: relations.sort((left, right) => byCodeUnit(left.id, right.id)),
    enums: types
      .filter(({ kind }) => kind === 'e')
      .map((row) => ({ id: id(row), schema: row.schema, name: row.name, labels: row.labels, comment: row.comment }))
      .sort((left, right) => byCodeUnit(left.id, right.id)),
    domains: types.flatMap((row) =>
      row.kind === 'd' && row.base
        ? {
            id: id(row),
            schema: row.schema,
            name: row.name,
            base: typeOf(row.base),
            notNull: row.notNull,
            default: row.default,
            checks: (row.checks ?? []).map(checkOf),
            comment: row.comment,
          }
        : [],
    ),
    composites: [],
    ranges: [],
    functions: [],
  };
}

interface NamedTypeRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'e' | 'd';
  readonly comment: string | null;
  readonly labels: readonly string[];
  readonly base: TypeRow | null;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly checks: readonly CheckRow[] | null;
}

interface CheckRow {
  readonly name: string;
  readonly definition: string;
  readonly nondeterministic: boolean;
}

interface KeyRow {
  readonly name: string;
  readonly type: 'p' | 'f';
  readonly definition: string;
  readonly columns: readonly string[];
  readonly schema: string;
  readonly relation: string;
  readonly targets: readonly string[];
}

interface RelationRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: Relation['kind'];
  readonly comment: string | null;
  readonly inherits: readonly { readonly schema: string; readonly name: string }[];
  readonly columns: readonly (Omit<Column, 'type'> & { readonly type: TypeRow })[] | null;
  readonly keys: readonly KeyRow[] | null;
  readonly checks: readonly CheckRow[] | null;
  readonly partitionOf: { readonly schema: string; readonly name: string } | null;
}

function relationOf({
  schema,
  name,
  kind,
  comment,
  inherits,
  columns,
  keys,
  checks,
  partitionOf,
}: RelationRow): Relation {
  const primary = keys?.find(({ type }) => type === 'p');
  return {
    id: relationId(schema, name),
    schema,
    name,
    kind,
    comment,
    columns: (columns ?? []).map((column) => ({ ...column, type: typeOf(column.type) })),
    partitionOf: partitionOf ? { parent: relationId(partitionOf.schema, partitionOf.name), bound: '' } : null,
    partitionKey: null,
    inherits: inherits.map((parent) => relationId(parent.schema, parent.name)),
    primaryKey: primary
      ? { name: primary.name, columns: primary.columns, definition: primary.definition, deferrable: false }
      : null,
    uniques: [],
    foreignKeys: (keys ?? [])
      .filter(({ type }) => type === 'f')
      .map((key) => ({
        name: key.name,
        columns: key.columns,
        references: { relation: relationId(key.schema, key.relation), columns: key.targets },
        definition: key.definition,
      })),
    checks: (checks ?? []).map(checkOf),
    exclusions: [],
    uniqueIndexes: [],
    definition: null,
  };
}

function checkOf({ name, definition, nondeterministic }: CheckRow): CheckConstraint {
  return { name, definition, ...(nondeterministic ? { nondeterministic } : {}) };
}

function typeOf({ display, schema, name, kind, typmod, dimensions }: TypeRow): TypeRef {
  return { display, id: typeId(schema, name), kind, typmod, dimensions };
}
