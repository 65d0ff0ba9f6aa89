import { typeId, type TypeDetail } from '@rowpact/model';
import { numberOf, textOf, textOrNull, type CatalogQuery, type CatalogRow } from '../../catalog/catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { meaningOf } from './catalog-values.js';
import { sortedBy } from './naming.js';
import { ACL_KEY, type Privileges } from './read-privileges.js';

// Row types of tables belong to them; an array type, by its element's word, belongs to its element.
const TYPES = `
  select t.oid::text as oid, n.nspname::text as schema, t.typname::text as name, t.typtype::text as kind,
    case t.typtype when 'e' then (
      select json_agg(json_build_array(e.oid::int8, e.enumlabel) order by e.enumsortorder)::text
      from pg_enum e where e.enumtypid = t.oid) end as labels,
    case t.typtype when 'c' then (
      select json_agg(json_build_array(a.attnum, a.attname) order by a.attnum)::text
      from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) end as attributes,
    ${ACL_KEY.type} as acl
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  left join pg_type l on l.oid = t.typelem and l.typarray = t.oid
  left join pg_class c on c.oid = t.typrelid
  where ${OWN_SCHEMA} and t.typisdefined and l.oid is null
    and (t.typtype in ('e', 'd', 'r', 'b') or (t.typtype = 'c' and c.relkind = 'c'))
    and t.oid not in (${extensionMembers('pg_type')})`;

export async function readTypeDetails(query: CatalogQuery, privileges: Privileges): Promise<readonly TypeDetail[]> {
  return sortedBy(
    (await query(TYPES)).map((row) => toDetail(row, privileges)),
    ({ id }) => id,
  );
}

const KINDS: Readonly<Record<string, TypeDetail['kind']>> = {
  e: 'enum',
  d: 'domain',
  c: 'composite',
  r: 'range',
  b: 'base',
};

function toDetail(row: CatalogRow, privileges: Privileges): TypeDetail {
  return {
    oid: numberOf(row, 'oid'),
    id: typeId(textOf(row, 'schema'), textOf(row, 'name')),
    kind: meaningOf(row, 'kind', KINDS),
    labels: pairsOf(row, 'labels').map(([oid, label]) => ({ oid, label })),
    attributes: pairsOf(row, 'attributes').map(([attnum, name]) => ({ attnum, name })),
    privileges: privileges(textOf(row, 'acl')),
  };
}

function pairsOf(row: CatalogRow, column: string): readonly (readonly [number, string])[] {
  const text = textOrNull(row, column);
  // the query builds nothing else
  return text === null ? [] : (JSON.parse(text) as readonly (readonly [number, string])[]);
}
