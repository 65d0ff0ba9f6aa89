import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { LeagueMigration } from './producer/league-migrations.js';
import { startServer } from '../servers/start-server.js';
import type { ServerMajor } from '../servers/server-releases.js';

/** A server with the producer in a database of its own. */
export interface LoadedServer {
  readonly url: string;
  /** How the results call it. */
  readonly name: string;
  readonly version: string;
  readonly close: () => Promise<void>;
}

/** Starts a server, or takes the one that `ROWPACT_TEST_SERVERS` names for this major, and loads the producer. */
export async function loadServer(
  major: ServerMajor,
  migrations: readonly LeagueMigration[],
  testServers: string | undefined,
): Promise<LoadedServer> {
  const given = testServers?.split(',').find((entry) => entry.startsWith(`${major}=`));
  const server = given === undefined ? await startServer(major) : null;
  const url = server?.url ?? given?.slice(given.indexOf('=') + 1) ?? '';
  const database = `rowpact_bench_${randomBytes(6).toString('hex')}`;
  const close = async (): Promise<void> => {
    if (server) await server.stop();
    else await onServer(url, (client) => client.query(`drop database if exists ${database}`));
  };
  try {
    await onServer(url, (client) => client.query(`create database ${database} template template0`));
    const ownUrl = withDatabase(url, database);
    const version = await onServer(ownUrl, (client) => load(client, migrations));
    return { url: ownUrl, name: `PostgreSQL ${major}`, version, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs every migration and lets the server settle: a server that has been up for a day has statistics of its catalog. */
async function load(client: pg.Client, migrations: readonly LeagueMigration[]): Promise<string> {
  for (const { file, sql } of migrations) {
    await client.query(sql).catch((error: unknown) => {
      throw new Error(`the generated migration ${file} fails`, { cause: error });
    });
  }
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ readonly version: string }>(
    "select current_setting('server_version') as version",
  );
  return rows[0]?.version ?? 'unknown';
}

async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
