import { fail, type Snapshot } from '@rowpact/model';
import type { Client } from 'pg';
import type { CatalogQuery } from './catalog-query.js';
import { inCatalogTransaction } from './catalog-transaction.js';
import { readSnapshot } from './introspect.js';
import { describe, liveFailure, type LiveTarget } from './live-failure.js';

/** A running database, and how long one statement on it may take. */
export interface LiveDatabase {
  readonly url: string;
  /** Also the time to wait for the connection. */
  readonly statementTimeoutMs: number;
}

/** Printing a view's definition locks its tables, as reading them does: never stand in a migration's way for longer. */
const LOCK_TIMEOUT_MS = 3_000;
const OLDEST_VERSION = 120_000;

/**
 * The schema of a running database: catalogs only, in one read-only transaction that is rolled back.
 * @throws FailureError `database-unreachable` or `database-refused`; neither tells the password.
 */
export async function readLiveSnapshot({ url, statementTimeoutMs }: LiveDatabase): Promise<Snapshot> {
  const client = await createClient(url, statementTimeoutMs);
  const target = targetOf(client);
  // The failing query tells it too; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const query: CatalogQuery = async (sql) => (await client.query<Record<string, unknown>>(sql)).rows;
    await refuseOldServers(query, target);
    const timeouts = {
      statement_timeout: `${statementTimeoutMs}`,
      lock_timeout: `${Math.min(statementTimeoutMs, LOCK_TIMEOUT_MS)}`,
    };
    return await inCatalogTransaction(query, timeouts, () => readSnapshot(query));
  } catch (error) {
    throw liveFailure(error, target);
  } finally {
    await client.end().catch(() => undefined); // lost already
  }
}

async function createClient(url: string, timeout: number): Promise<Client> {
  const { default: pg } = await import('pg');
  try {
    return new pg.Client({
      connectionString: url,
      application_name: 'rowpact',
      connectionTimeoutMillis: timeout,
      // The server's own timeout comes first; this one is for a network that says nothing any more.
      query_timeout: timeout + 5_000,
    });
  } catch {
    // What is wrong may well be the password: do not repeat it.
    return fail({
      code: 'database-unreachable',
      message: 'the address of the database cannot be read',
      hint: 'Write it as postgres://user:password@host:port/database, with special characters percent-encoded.',
    });
  }
}

function targetOf(client: Client): LiveTarget {
  const { host, port, database = '', user = '', password } = client;
  return { host, port, database, user, secret: typeof password === 'string' && password !== '' ? password : null };
}

async function refuseOldServers(query: CatalogQuery, target: LiveTarget): Promise<void> {
  const [row] = await query(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  if (Number(row?.['number']) >= OLDEST_VERSION) return;
  fail({
    code: 'database-refused',
    message: `${describe(target)} runs PostgreSQL ${String(row?.['version'])}`,
    hint: 'Read a server of PostgreSQL 12 or later.',
  });
}
