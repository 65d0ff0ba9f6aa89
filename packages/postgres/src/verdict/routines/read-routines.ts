import { quoteLiteral } from '@rowpact/model';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import {
  booleanOf,
  textOf,
  textOrNull,
  textsOf,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';

/** A routine whose body PostgreSQL keeps as text. */
export interface Routine {
  /** As `regprocedure` prints it: `public.age_group(date)`. */
  readonly signature: string;
  readonly name: string;
  readonly language: string;
  readonly body: string;
  /** The whole `CREATE OR REPLACE`. */
  readonly definition: string;
  /** What the routine sets for itself, as it is stored; null for what its caller has. */
  readonly searchPath: string | null;
  /** Its parameters in their order; types as SQL reads them. */
  readonly parameters: readonly RoutineParameter[];
  /** Row types of the relations whose triggers call it. */
  readonly tables: readonly string[];
  readonly isTrigger: boolean;
}

export interface RoutineParameter {
  readonly name: string | null;
  readonly type: string;
  /** Whether the caller gives it: `$1`, `$2`, … count these. */
  readonly isInput: boolean;
}

// Bodies in BEGIN ATOMIC are kept analysed; those in C are no SQL.
const ROUTINES = `
  select p.oid::regprocedure::text as signature, p.proname::text as name, l.lanname::text as language, p.prosrc as body,
    pg_get_functiondef(p.oid) as definition,
    (select substr(setting, length('search_path=') + 1) from unnest(p.proconfig) as setting where setting like 'search\\_path=%') as path,
    p.prorettype = 'trigger'::regtype as trigger,
    (select json_agg(json_build_array(coalesce(p.proargnames[a.at], ''), format_type(a.type, -1), coalesce(p.proargmodes[a.at], 'i') in ('i', 'b', 'v'))
        order by a.at)::text
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(type, at)) as parameters,
    (select json_agg(distinct g.tgrelid::regclass::text)::text from pg_trigger g
      where g.tgfoid = p.oid and not g.tgisinternal and g.tgparentid = 0) as tables
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where ${OWN_SCHEMA} and p.oid not in (${extensionMembers('pg_proc')}) and p.prokind in ('f', 'p')
    and l.lanname not in ('internal', 'c') and p.prosqlbody is null`;

/** Reads the routines with these signatures, all for null, sorted by signature in no special order. */
export async function readRoutines(
  query: CatalogQuery,
  signatures: readonly string[] | null,
): Promise<readonly Routine[]> {
  if (signatures?.length === 0) return [];
  const only =
    signatures === null ? '' : ` and p.oid::regprocedure::text in (${signatures.map(quoteLiteral).join(', ')})`;
  return (await query(ROUTINES + only)).map(toRoutine);
}

function toRoutine(row: CatalogRow): Routine {
  const parameters = textOrNull(row, 'parameters');
  // json_build_array of the query above answers these, in this order
  const listed = JSON.parse(parameters ?? '[]') as readonly (readonly [string, string, boolean])[];
  return {
    signature: textOf(row, 'signature'),
    name: textOf(row, 'name'),
    language: textOf(row, 'language'),
    body: textOf(row, 'body'),
    definition: textOf(row, 'definition'),
    searchPath: textOrNull(row, 'path'),
    parameters: listed.map(([name, type, isInput]) => ({ name: name === '' ? null : name, type, isInput })),
    tables: textsOf(row, 'tables'),
    isTrigger: booleanOf(row, 'trigger'),
  };
}
