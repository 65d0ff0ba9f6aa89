import { DEFAULT_SCHEMA, splitName, typeId, type TypeId } from '@rowpact/model';

/**
 * Reads a database type as people write it in a contract; null where it is no type name, or one with a length
 * (`numeric(10,2)`) or brackets (`text[]`): overrides are per type, arrays follow their elements.
 *
 * A name without schema is read as PostgreSQL reads it: first its own spellings (`bigint`, `timestamp with time zone`),
 * then the types of `pg_catalog`, which come before every other schema; only what is neither means `public`. A type of
 * the producer's own that is called like a built-in one is written with its schema: `public.numeric`.
 */
export function parseDatabaseType(text: string): TypeId | null {
  const spelled = SPELLINGS.get(spelling(text));
  if (spelled !== undefined) return typeId('pg_catalog', spelled);
  const parts = splitName(text);
  const [first, second] = parts ?? [];
  if (first === undefined || (parts?.length ?? 0) > 2 || /[()[\]]/u.test(withoutQuoted(text))) return null;
  if (second === undefined) return typeId(BUILT_IN.has(first) ? 'pg_catalog' : DEFAULT_SCHEMA, first);
  const own = first === 'pg_catalog' ? SPELLINGS.get(second) : undefined;
  return typeId(first, own ?? second);
}

function spelling(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"/gu, '');
}

/** SQL's own spellings, which PostgreSQL's grammar turns into these names; `"char"` in quotes is another type than `char`. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['smallint', 'int2'],
  ['int', 'int4'],
  ['integer', 'int4'],
  ['bigint', 'int8'],
  ['real', 'float4'],
  ['float', 'float8'],
  ['double precision', 'float8'],
  ['dec', 'numeric'],
  ['decimal', 'numeric'],
  ['boolean', 'bool'],
  ['char', 'bpchar'],
  ['character', 'bpchar'],
  ['nchar', 'bpchar'],
  ['national char', 'bpchar'],
  ['national character', 'bpchar'],
  ['char varying', 'varchar'],
  ['character varying', 'varchar'],
  ['nchar varying', 'varchar'],
  ['national char varying', 'varchar'],
  ['national character varying', 'varchar'],
  ['bit varying', 'varbit'],
  ['time without time zone', 'time'],
  ['time with time zone', 'timetz'],
  ['timestamp without time zone', 'timestamp'],
  ['timestamp with time zone', 'timestamptz'],
]);

/** Base, range and multirange types of `pg_catalog` in PostgreSQL 18; older versions have fewer. */
const BUILT_IN: ReadonlySet<string> = new Set(
  `aclitem bit bool box bpchar bytea char cid cidr circle date datemultirange daterange float4 float8 gtsvector inet
   int2 int2vector int4 int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg
   macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path pg_lsn pg_node_tree pg_snapshot point
   polygon refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
   regprocedure regrole regtype text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange
   tstzrange tsvector txid_snapshot uuid varbit varchar xid xid8 xml`.split(/\s+/u),
);
