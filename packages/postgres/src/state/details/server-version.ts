import { numberOf, type CatalogQuery } from '../../catalog/catalog-query.js';

/** `server_version_num`. A column or function of the catalog that a server lacks cannot even be named in a query to it. */
export type ServerVersion = number;

export const VERSION_14: ServerVersion = 140_000;
export const VERSION_15: ServerVersion = 150_000;
export const VERSION_18: ServerVersion = 180_000;

export async function readServerVersion(query: CatalogQuery): Promise<ServerVersion> {
  const [row = {}] = await query(`select current_setting('server_version_num') as version`);
  return numberOf(row, 'version');
}
