import { sha256 } from '@rowpact/model';
import { textOf, type CatalogQuery } from '../catalog/catalog-query.js';

const OIDS = ['pg_class', 'pg_type', 'pg_proc', 'pg_constraint', 'pg_trigger', 'pg_enum', 'pg_namespace'];

const LINEAGE = `
  select concat_ws(' ', ${OIDS.map(
    (catalog) =>
      `(select concat_ws(' ', count(*), max(oid::int8), sum(oid::int8)) from pg_catalog.${catalog} where oid >= 16384)`,
  ).join(', ')},
    (select string_agg(c.oid || ' ' || c.relname, ',' order by c.oid) from pg_catalog.pg_class c
      where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S'))) as lineage`;

/**
 * Names what gives things their identity in one database: two databases that answer the same gave their objects the same oids, so that
 * what was read in one holds for the other. The same migrations run the same way do so; whether they did is looked at, not hoped.
 */
export async function readLineage(query: CatalogQuery): Promise<string> {
  const [row = {}] = await query(LINEAGE);
  return sha256('lineage', textOf(row, 'lineage'));
}
