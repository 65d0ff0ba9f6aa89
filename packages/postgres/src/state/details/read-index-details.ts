import type { IndexDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  numbersOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { nameOnRelation, sortedBy, type Naming } from './naming.js';
import { VERSION_15, type ServerVersion } from './server-version.js';

function indexesQuery(version: ServerVersion): string {
  return `
  select i.indexrelid::text as oid, i.indrelid::text as relation, x.relname::text as name, i.indisunique as is_unique,
    ${version >= VERSION_15 ? 'i.indnullsnotdistinct' : 'false'} as nulls_not_distinct, i.indisvalid as valid,
    i.indnkeyatts::text as keys, i.indkey::text as columns, pg_get_expr(i.indpred, i.indrelid) as predicate,
    pg_get_indexdef(i.indexrelid) as definition, i.indimmediate as immediate,
    i.indexrelid in (select k.conindid from pg_constraint k where k.contype in ('p', 'u', 'x')) as of_constraint
  from pg_index i
  join pg_class x on x.oid = i.indexrelid
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  where ${OWN_SCHEMA} and c.relkind in ('r', 'p', 'm')`;
}

/** The indexes of tables and materialised views, those behind constraints too. */
export async function readIndexDetails(
  query: CatalogQuery,
  naming: Naming,
  version: ServerVersion,
): Promise<readonly IndexDetail[]> {
  const details = (await query(indexesQuery(version))).flatMap((row) => toDetail(row, naming) ?? []);
  return sortedBy(details, nameOnRelation);
}

function toDetail(row: CatalogRow, naming: Naming): IndexDetail | null {
  const table = numberOf(row, 'relation');
  const relation = naming.relation(table);
  if (relation === null) return null;
  const keys = numbersOf(row, 'columns').slice(0, numberOf(row, 'keys'));
  return {
    oid: numberOf(row, 'oid'),
    relation,
    name: textOf(row, 'name'),
    unique: booleanOf(row, 'is_unique'),
    nullsNotDistinct: booleanOf(row, 'nulls_not_distinct'),
    valid: booleanOf(row, 'valid'),
    columns: keys.map((attnum) => naming.column(table, attnum)),
    predicate: textOrNull(row, 'predicate'),
    definition: textOf(row, 'definition'),
    ofConstraint: booleanOf(row, 'of_constraint'),
    immediate: booleanOf(row, 'immediate'),
  };
}
