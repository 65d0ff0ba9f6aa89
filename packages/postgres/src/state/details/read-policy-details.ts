import type { PolicyDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  textsOf,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { meaningOf } from './catalog-values.js';
import { nameOnRelation, sortedBy, type Naming } from './naming.js';

const POLICIES = `
  select p.oid::text as oid, p.polrelid::text as relation, p.polname::text as name, p.polcmd::text as command,
    p.polpermissive as permissive,
    (select json_agg(case r.oid when 0 then 'PUBLIC' else pg_get_userbyid(r.oid)::text end)::text
      from unnest(p.polroles) as r(oid)) as roles,
    pg_get_expr(p.polqual, p.polrelid) as using_text, pg_get_expr(p.polwithcheck, p.polrelid) as check_text
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
  where ${OWN_SCHEMA}`;

export async function readPolicyDetails(query: CatalogQuery, naming: Naming): Promise<readonly PolicyDetail[]> {
  const details = (await query(POLICIES)).flatMap((row) => toDetail(row, naming) ?? []);
  return sortedBy(details, nameOnRelation);
}

const COMMANDS: Readonly<Record<string, PolicyDetail['command']>> = {
  '*': 'all',
  r: 'select',
  a: 'insert',
  w: 'update',
  d: 'delete',
};

function toDetail(row: CatalogRow, naming: Naming): PolicyDetail | null {
  const relation = naming.relation(numberOf(row, 'relation'));
  if (relation === null) return null;
  return {
    oid: numberOf(row, 'oid'),
    relation,
    name: textOf(row, 'name'),
    command: meaningOf(row, 'command', COMMANDS),
    permissive: booleanOf(row, 'permissive'),
    roles: sortedBy(textsOf(row, 'roles'), (role) => role),
    using: textOrNull(row, 'using_text'),
    check: textOrNull(row, 'check_text'),
  };
}
