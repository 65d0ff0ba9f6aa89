import { booleanOf, numberOf, textOf, textsOf, type CatalogQuery, type CatalogRow } from '../catalog/catalog-query.js';
import type { FunctionFacts } from './null-facts.js';

/** Types whose values have no part that could be missing. Ranges have: `lower('empty'::int4range)` is NULL. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'oid', 'boolean', 'uuid', 'bytea'],
  ...['text', 'character varying', 'character', '"char"', 'name', 'date', 'interval', 'time without time zone'],
  ...['time with time zone', 'timestamp without time zone', 'timestamp with time zone'],
]);

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const COMPARED: ReadonlySet<string> = new Set([...PLAIN, 'anyenum', 'anyarray', 'jsonb']);
const OPERATORS: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '%', '^', '|/', '||/', '&', '|', '#', '<<', '>>'],
  ...['||', '~~', '!~~', '~~*', '!~~*', '~', '!~', '~*', '!~*'],
]);

/**
 * Functions over plain types. Strict says only that NULL in gives NULL out; these were each checked the other way round.
 * Not here for a reason: date_part, extract, to_char and time(timestamp) answer NULL for infinity, substring(text, text)
 * for no match.
 */
const NAMES: ReadonlySet<string> = new Set([
  ...['abs', 'ascii', 'bit_length', 'bool', 'bpchar', 'btrim', 'cbrt', 'ceil', 'ceiling', 'char', 'char_length'],
  ...['character_length', 'chr', 'clock_timestamp', 'date', 'date_trunc', 'exp', 'float4', 'float8', 'floor'],
  ...[
    'decode',
    'encode',
    'gen_random_uuid',
    'initcap',
    'int2',
    'int4',
    'int8',
    'interval',
    'isfinite',
    'left',
    'length',
    'ln',
    'lower',
  ],
  ...['lpad', 'ltrim', 'make_date', 'md5', 'mod', 'name', 'now', 'numeric', 'octet_length', 'power', 'quote_ident'],
  ...[
    'quote_literal',
    'random',
    'repeat',
    'replace',
    'reverse',
    'right',
    'round',
    'rpad',
    'rtrim',
    'sign',
    'split_part',
  ],
  ...[
    'similar_to_escape',
    'sqrt',
    'starts_with',
    'statement_timestamp',
    'strpos',
    'text',
    'timestamp',
    'timestamptz',
    'to_hex',
  ],
  ...['transaction_timestamp', 'translate', 'trunc', 'upper', 'varchar'],
]);

/** Functions named with their arguments, where others of the name or over other types can answer NULL. */
const SIGNATURES: ReadonlySet<string> = new Set([
  ...['array_to_json(anyarray)', 'array_to_string(anyarray, text)', 'array_to_string(anyarray, text, text)'],
  ...[
    'cardinality(anyarray)',
    'json_typeof(json)',
    'jsonb_typeof(jsonb)',
    'row_to_json(record)',
    'to_json(anyelement)',
  ],
  ...['arraycontained(anyarray, anyarray)', 'arraycontains(anyarray, anyarray)', 'arrayoverlap(anyarray, anyarray)'],
  ...['array_append(anycompatiblearray, anycompatible)', 'array_cat(anycompatiblearray, anycompatiblearray)'],
  ...['array_prepend(anycompatible, anycompatiblearray)', 'array_remove(anycompatiblearray, anycompatible)'],
  ...['jsonb_array_length(jsonb)', 'jsonb_concat(jsonb, jsonb)', 'jsonb_contained(jsonb, jsonb)'],
  ...['jsonb_contains(jsonb, jsonb)', 'jsonb_delete(jsonb, integer)', 'jsonb_delete(jsonb, text)'],
  ...['jsonb_delete_path(jsonb, text[])', 'jsonb_exists(jsonb, text)', 'jsonb_exists_all(jsonb, text[])'],
  ...['jsonb_exists_any(jsonb, text[])', 'jsonb_pretty(jsonb)', 'json_array_length(json)', 'nextval(regclass)'],
  ...['jsonb_set(jsonb, text[], jsonb, boolean)', 'string_to_array(text, text)'],
  ...['substr(text, integer)', 'substr(text, integer, integer)', 'substring(text, integer)'],
  ...['substring(text, integer, integer)', 'to_jsonb(anyelement)', 'to_timestamp(double precision)'],
]);

/** Answer no NULL where their first argument is none. */
const BY_FIRST: ReadonlySet<string> = new Set(['concat_ws', 'format']);
/** Answer no NULL whatever their arguments are, but for a VARIADIC array that is NULL itself. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...['concat', 'json_build_array', 'json_build_object', 'jsonb_build_array', 'jsonb_build_object', 'num_nonnulls'],
  'num_nulls',
]);
const WINDOW: ReadonlySet<string> = new Set(['count', 'cume_dist', 'dense_rank', 'percent_rank', 'rank', 'row_number']);
const COLLECTING: ReadonlySet<string> = new Set([
  'array_agg',
  ...['json_agg', 'json_agg_strict', 'jsonb_agg', 'jsonb_agg_strict'],
  ...['json_object_agg', 'json_object_agg_strict', 'json_object_agg_unique', 'json_object_agg_unique_strict'],
  ...['jsonb_object_agg', 'jsonb_object_agg_strict', 'jsonb_object_agg_unique', 'jsonb_object_agg_unique_strict'],
]);
const FOLDING: ReadonlySet<string> = new Set([
  ...['any_value', 'avg', 'bit_and', 'bit_or', 'bool_and', 'bool_or', 'every', 'max', 'min', 'string_agg', 'sum'],
]);

/** Functions that answer sets, with how many of their first columns are NULL in no row. */
const SETS: ReadonlyMap<string, number> = new Map([
  ...(['generate_series', 'generate_subscripts', 'json_array_elements', 'jsonb_array_elements'] as const).map(one),
  ...(['json_object_keys', 'jsonb_object_keys', 'jsonb_path_query', 'regexp_matches'] as const).map(one),
  ...(['regexp_split_to_table', 'json_each_text', 'jsonb_each_text'] as const).map(one),
  ['json_each', 2],
  ['jsonb_each', 2],
]);

function one(name: string): readonly [string, number] {
  return [name, 1];
}

/** Whether a function answers no NULL whatever its arguments are; its call must not be VARIADIC. */
export function isNeverNullCall({ builtin }: FunctionFacts): boolean {
  return builtin !== null && ALWAYS.has(builtin);
}

/** Whether a function answers no NULL where its first argument is none; its call must not be VARIADIC. */
export function isNeverNullByFirst({ builtin }: FunctionFacts): boolean {
  return builtin !== null && BY_FIRST.has(builtin);
}

/** Whether a window function answers no NULL in any row and for any frame. */
export function isNeverNullWindow({ builtin }: FunctionFacts): boolean {
  return builtin !== null && WINDOW.has(builtin);
}

/** When an aggregate answers NULL: over no rows only, over no rows or where its first argument is NULL, or who knows when. */
export function nullsOfAggregate({ builtin }: FunctionFacts): 'never' | 'without rows' | 'as its argument' | 'unknown' {
  if (builtin === null) return 'unknown';
  if (builtin === 'count') return 'never';
  if (COLLECTING.has(builtin)) return 'without rows';
  return FOLDING.has(builtin) ? 'as its argument' : 'unknown';
}

/** Whether a column (from 1) of one of PostgreSQL's own functions that answer sets is NULL in no row. */
export function neverNullInSet(name: string, args: number, position: number): boolean {
  // With a third argument it answers NULL for the texts that are equal to it.
  if (name === 'string_to_table') return args === 2 && position === 1;
  return position <= (SETS.get(name) ?? 0);
}

/** A function as the catalog names it, types as `oidvectortypes` prints them. */
export interface FunctionSignature {
  readonly name: string;
  readonly argumentTypes: string;
  /** Names of the operators it stands behind. */
  readonly operators: readonly string[];
}

/** Whether one of PostgreSQL's own functions never answers NULL when no argument is NULL. */
export function isProvenFunction({ name, argumentTypes, operators }: FunctionSignature): boolean {
  if (SIGNATURES.has(`${name}(${argumentTypes})`)) return true;
  const types = argumentTypes === '' ? [] : argumentTypes.split(', ');
  if (operators.some((operator) => COMPARISONS.has(operator)) && types.every((type) => COMPARED.has(type))) return true;
  if (!types.every((type) => PLAIN.has(type))) return false;
  return NAMES.has(name) || operators.some((operator) => OPERATORS.has(operator));
}

/** The columns that {@link toSignature} reads, from `pg_proc p`. */
export const SIGNATURE_COLUMNS = `p.proname::text as name, oidvectortypes(p.proargtypes) as argument_types,
    (select json_agg(o.oprname)::text from pg_operator o
      where o.oprcode = p.oid and o.oprnamespace = 'pg_catalog'::regnamespace) as operators`;

export function toSignature(row: CatalogRow): FunctionSignature {
  return {
    name: textOf(row, 'name'),
    argumentTypes: textOf(row, 'argument_types'),
    operators: textsOf(row, 'operators'),
  };
}

/** What is known about the functions with these oids. */
export async function readFunctionFacts(
  query: CatalogQuery,
  oids: ReadonlySet<string>,
): Promise<ReadonlyMap<number, FunctionFacts>> {
  const rows = await query(`
    select p.oid::text as oid, p.proisstrict as strict, p.oid < 16384 and n.nspname = 'pg_catalog' as builtin, ${SIGNATURE_COLUMNS}
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.oid = any ('{${[...oids].join(',')}}'::oid[])`);
  return new Map(rows.map((row) => [numberOf(row, 'oid'), toFacts(row)]));
}

function toFacts(row: CatalogRow): FunctionFacts {
  const signature = toSignature(row);
  const builtin = booleanOf(row, 'builtin');
  return {
    strict: booleanOf(row, 'strict'),
    neverNull: builtin && isProvenFunction(signature),
    builtin: builtin ? signature.name : null,
  };
}
