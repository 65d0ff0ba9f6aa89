import type { SchemaState } from '@rowpact/model';
import type { CatalogQuery } from '../catalog/catalog-query.js';
import { inCatalogTransaction } from '../catalog/catalog-transaction.js';
import { readSnapshot } from '../catalog/introspect.js';
import { readDetails } from './details/read-details.js';

/**
 * Everything of the schema behind `query` that can change under a consumer: the snapshot and what it leaves out, in one
 * repeatable-read, read-only transaction. Works on PostgreSQL 12 to 18 and on PGlite. The connection must stand in no
 * transaction.
 */
export function readSchemaState(query: CatalogQuery): Promise<SchemaState> {
  return inCatalogTransaction(query, {}, async () => {
    const snapshot = await readSnapshot(query);
    return { snapshot, details: await readDetails(query, snapshot) };
  });
}
