import type { OtherObject } from '@rowpact/model';
import { numberOf, textOf, type CatalogQuery } from '../../catalog/catalog-query.js';
import { sortedBy } from './naming.js';

/** Catalogs of objects that stand beside tables, routines and types. */
const CATALOGS = [
  'pg_operator',
  'pg_opclass',
  'pg_opfamily',
  'pg_am',
  'pg_cast',
  'pg_transform',
  'pg_collation',
  'pg_conversion',
  'pg_language',
  'pg_statistic_ext',
  'pg_ts_config',
  'pg_ts_dict',
  'pg_ts_parser',
  'pg_ts_template',
  'pg_event_trigger',
  'pg_foreign_data_wrapper',
  'pg_foreign_server',
] as const;

// From this oid on a cluster's own objects are; those that a hundred thousand collations of the operating system would add
// are below it.
const FIRST_OWN_OID = 16384;

const OTHERS = `
  select o.oid::text as oid, i.type as kind, i.identity as name
  from (${CATALOGS.map(ownObjects).join(' union all ')}) as o(catalog, oid)
  cross join lateral pg_identify_object(o.catalog, o.oid, 0) i
  where not exists (
    select from pg_depend d
    where d.classid = o.catalog and d.objid = o.oid and (d.deptype = 'i' or d.refclassid = 'pg_extension'::regclass))`;

function ownObjects(catalog: string): string {
  return `select '${catalog}'::regclass::oid, oid from ${catalog} where oid >= ${FIRST_OWN_OID}`;
}

/** What else a schema may hold; what belongs to an extension or to another object is left out. */
export async function readOtherObjects(query: CatalogQuery): Promise<readonly OtherObject[]> {
  const others = (await query(OTHERS)).map((row) => ({
    oid: numberOf(row, 'oid'),
    kind: textOf(row, 'kind'),
    name: textOf(row, 'name'),
  }));
  return sortedBy(others, ({ kind, name }) => `${kind}\0${name}`);
}
