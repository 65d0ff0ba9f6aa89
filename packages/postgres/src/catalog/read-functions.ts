import type { FunctionInfo } from '@rowpact/model';
import { booleanOf, textOf, textOrNull, type CatalogQuery, type CatalogRow } from './catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from './catalog-scope.js';

// Internal ones are the constructors that come with a range type.
const FUNCTIONS = `
  select n.nspname::text as schema, p.proname::text as name, p.prokind::text as kind,
    pg_get_function_arguments(p.oid) as arguments, pg_get_function_identity_arguments(p.oid) as identity_arguments,
    case when p.prokind <> 'p' then pg_get_function_result(p.oid) end as returns, l.lanname::text as language,
    p.provolatile::text as volatility, p.proisstrict as strict, p.prosecdef as security_definer
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
  where ${OWN_SCHEMA} and p.oid not in (${extensionMembers('pg_proc')})
    and not exists (
      select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')`;

/** The producer's own functions, in no order. */
export async function readFunctions(query: CatalogQuery): Promise<readonly FunctionInfo[]> {
  return (await query(FUNCTIONS)).map(toFunction);
}

const KINDS: Readonly<Record<string, FunctionInfo['kind']>> = {
  f: 'function',
  p: 'procedure',
  a: 'aggregate',
  w: 'window',
};
const VOLATILITIES: Readonly<Record<string, FunctionInfo['volatility']>> = {
  i: 'immutable',
  s: 'stable',
  v: 'volatile',
};

function toFunction(row: CatalogRow): FunctionInfo {
  const kind = KINDS[textOf(row, 'kind')];
  const volatility = VOLATILITIES[textOf(row, 'volatility')];
  if (kind === undefined || volatility === undefined)
    throw new TypeError(`unknown kind of function ${textOf(row, 'name')}`);
  return {
    schema: textOf(row, 'schema'),
    name: textOf(row, 'name'),
    kind,
    arguments: textOf(row, 'arguments'),
    identityArguments: textOf(row, 'identity_arguments'),
    returns: textOrNull(row, 'returns'),
    language: textOf(row, 'language'),
    volatility,
    strict: booleanOf(row, 'strict'),
    securityDefiner: booleanOf(row, 'security_definer'),
  };
}
