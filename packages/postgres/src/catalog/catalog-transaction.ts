import { quoteLiteral } from '@rowpact/model';
import type { CatalogQuery } from './catalog-query.js';

// Whatever the connection's own settings are, expressions and types print the same. With this path every name outside
// pg_catalog is printed with its schema, and no temporary relation stands in front of a catalog.
const SETTINGS: Readonly<Record<string, string>> = {
  search_path: 'pg_catalog, pg_temp',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  lc_monetary: 'C',
  bytea_output: 'hex',
  extra_float_digits: '1',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  // A few short queries over big catalogs: compiling them costs more than it saves.
  jit: 'off',
};

/** Further settings for the one transaction, such as its timeouts. */
export type TransactionSettings = Readonly<Record<string, string>>;

/** Sets, until the end of the current transaction, what the catalog's functions print by. */
export async function fixSettings(query: CatalogQuery, further: TransactionSettings = {}): Promise<void> {
  const calls = Object.entries({ ...further, ...SETTINGS }).map(
    ([name, value]) => `set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`,
  );
  await query(`select ${calls.join(', ')}`);
}

/** Runs `work` in one repeatable-read, read-only transaction of its own, and always rolls it back. */
export async function inCatalogTransaction<T>(
  query: CatalogQuery,
  further: TransactionSettings,
  work: () => Promise<T>,
): Promise<T> {
  await query('begin transaction isolation level repeatable read read only');
  try {
    await fixSettings(query, further);
    return await work();
  } finally {
    // A lost connection has rolled back already; the first error is the one to tell.
    await query('rollback').catch(() => undefined);
  }
}
