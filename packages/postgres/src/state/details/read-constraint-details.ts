import { relationId, type ConstraintDetail, type ReferentialAction } from '@rowpact/model';
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
import { elementsOf, meaningOf } from './catalog-values.js';
import { nameOnRelation, sortedBy, type Naming } from './naming.js';
import { VERSION_18, type ServerVersion } from './server-version.js';

// Printing definitions is dear, and the snapshot has them. A foreign key to a partitioned table has internal copies on the same table, one per partition referenced. What it
// references may be an extension's table, which nothing else names.
function constraintsQuery(version: ServerVersion): string {
  return `
  select k.oid::text as oid, k.conrelid::text as relation, k.conname::text as name, k.contype::text as kind,
    k.conkey::text as columns,
    case k.contype when 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression,
    k.condeferrable as deferrable, k.condeferred as deferred, k.convalidated as validated,
    ${version >= VERSION_18 ? 'k.conenforced' : 'true'} as enforced,
    rn.nspname::text as target_schema, r.relname::text as target_name,
    case k.contype when 'f' then (
      select json_agg(a.attname order by u.at)::text from unnest(k.confkey) with ordinality as u(attnum, at)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum) end as target_columns,
    k.confdeltype::text as on_delete, k.confupdtype::text as on_update
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_class r on r.oid = k.confrelid and k.contype = 'f'
  left join pg_namespace rn on rn.oid = r.relnamespace
  left join pg_constraint p on p.oid = k.conparentid
  where k.contype in ('p', 'u', 'f', 'c', 'x') and ${OWN_SCHEMA}
    and (k.contype <> 'f' or p.oid is null or p.conrelid <> k.conrelid)`;
}

/** The constraints of tables; those of domains stand in the snapshot. */
export async function readConstraintDetails(
  query: CatalogQuery,
  naming: Naming,
  version: ServerVersion,
): Promise<readonly ConstraintDetail[]> {
  const details = (await query(constraintsQuery(version))).flatMap((row) => toDetail(row, naming) ?? []);
  return sortedBy(details, nameOnRelation);
}

const KINDS: Readonly<Record<string, ConstraintDetail['kind']>> = {
  p: 'primary key',
  u: 'unique',
  f: 'foreign key',
  c: 'check',
  x: 'exclusion',
};

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

function toDetail(row: CatalogRow, naming: Naming): ConstraintDetail | null {
  const table = numberOf(row, 'relation');
  const relation = naming.relation(table);
  if (relation === null) return null;
  const target = textOrNull(row, 'target_name');
  return {
    oid: numberOf(row, 'oid'),
    relation,
    name: textOf(row, 'name'),
    kind: meaningOf(row, 'kind', KINDS),
    columns: naming.columnsOf(table, elementsOf(row, 'columns')),
    definition: naming.constraint(relation, textOf(row, 'name')),
    expression: textOrNull(row, 'expression'),
    deferrable: booleanOf(row, 'deferrable'),
    deferred: booleanOf(row, 'deferred'),
    validated: booleanOf(row, 'validated'),
    enforced: booleanOf(row, 'enforced'),
    references:
      target === null
        ? null
        : {
            relation: relationId(textOf(row, 'target_schema'), target),
            columns: textsOf(row, 'target_columns'),
            onDelete: meaningOf(row, 'on_delete', ACTIONS),
            onUpdate: meaningOf(row, 'on_update', ACTIONS),
          },
  };
}
