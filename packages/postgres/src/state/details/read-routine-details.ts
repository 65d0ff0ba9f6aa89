import type { RoutineDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { meaningOf, settingsOf } from './catalog-values.js';
import { sortedBy } from './naming.js';
import { ACL_KEY, type Privileges } from './read-privileges.js';
import { VERSION_14, type ServerVersion } from './server-version.js';

// An aggregate has no body; what it does is said by its functions and its state.
const AGGREGATE_BODY = `
  concat_ws(', ', 'sfunc = ' || g.aggtransfn::oid::regprocedure, 'stype = ' || format_type(g.aggtranstype, null),
    'finalfunc = ' || nullif(g.aggfinalfn::oid, 0)::regprocedure, 'combinefunc = ' || nullif(g.aggcombinefn::oid, 0)::regprocedure,
    'initcond = ' || quote_literal(g.agginitval), 'sortop = ' || nullif(g.aggsortop, 0)::regoperator,
    'msfunc = ' || nullif(g.aggmtransfn::oid, 0)::regprocedure)`;

// Constructors that come with a range type are left out: they are internal to it.
function routinesQuery(version: ServerVersion): string {
  const sqlBody = version >= VERSION_14 ? 'pg_get_function_sqlbody(p.oid)' : 'null::text';
  return `
  select p.oid::text as oid, p.oid::regprocedure::text as signature, n.nspname::text as schema, p.proname::text as name,
    p.prokind::text as kind, pg_get_function_arguments(p.oid) as arguments,
    case when p.prokind <> 'p' then pg_get_function_result(p.oid) end as returns, l.lanname::text as language,
    ${sqlBody} as sql_body, p.prosrc as source, case when p.prokind = 'a' then ${AGGREGATE_BODY} end as aggregate,
    p.provolatile::text as volatility, p.proisstrict as strict, p.prosecdef as security_definer,
    to_json(p.proconfig)::text as settings, pg_get_userbyid(p.proowner)::text as owner, ${ACL_KEY.routine} as acl
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
  left join pg_aggregate g on g.aggfnoid = p.oid
  where ${OWN_SCHEMA} and p.oid not in (${extensionMembers('pg_proc')})
    and not exists (
      select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')`;
}

export async function readRoutineDetails(
  query: CatalogQuery,
  privileges: Privileges,
  version: ServerVersion,
): Promise<readonly RoutineDetail[]> {
  const details = (await query(routinesQuery(version))).map((row) => toDetail(row, privileges));
  return sortedBy(details, ({ signature }) => signature);
}

const KINDS: Readonly<Record<string, RoutineDetail['kind']>> = {
  f: 'function',
  p: 'procedure',
  a: 'aggregate',
  w: 'window',
};

const VOLATILITIES: Readonly<Record<string, RoutineDetail['volatility']>> = {
  i: 'immutable',
  s: 'stable',
  v: 'volatile',
};

function toDetail(row: CatalogRow, privileges: Privileges): RoutineDetail {
  const analysed = textOrNull(row, 'sql_body');
  return {
    oid: numberOf(row, 'oid'),
    signature: textOf(row, 'signature'),
    schema: textOf(row, 'schema'),
    name: textOf(row, 'name'),
    kind: meaningOf(row, 'kind', KINDS),
    arguments: textOf(row, 'arguments'),
    returns: textOrNull(row, 'returns'),
    language: textOf(row, 'language'),
    body: analysed ?? textOrNull(row, 'aggregate') ?? textOf(row, 'source'),
    bodyIsAnalysed: analysed !== null,
    volatility: meaningOf(row, 'volatility', VOLATILITIES),
    strict: booleanOf(row, 'strict'),
    securityDefiner: booleanOf(row, 'security_definer'),
    settings: settingsOf(row, 'settings'),
    owner: textOf(row, 'owner'),
    privileges: privileges(textOf(row, 'acl')),
  };
}
