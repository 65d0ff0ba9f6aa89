import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { CatalogQuery } from '../catalog-query.js';

/** An empty database for one test. */
export interface TestDatabase {
  readonly query: CatalogQuery;
  /** Runs a script of many statements. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

export interface TestEngine {
  readonly name: string;
  readonly major: number;
  open(): Promise<TestDatabase>;
}

export const pgliteEngine: TestEngine = {
  name: 'PGlite',
  major: 18,
  async open() {
    const db = await (shared ??= PGlite.create());
    await db.exec(EMPTY);
    return {
      query: async (sql) => (await db.query<Record<string, unknown>>(sql)).rows,
      exec: async (sql) => void (await db.exec(sql)),
      close: async () => undefined,
    };
  },
};

/** Starting one takes seconds: the tests of a file share it, one after the other. */
let shared: Promise<PGlite> | undefined;

const EMPTY = `
  do $$
  declare
    command text;
  begin
    for command in
      select format('drop extension %I cascade', extname) from pg_extension where extname <> 'plpgsql'
      union all select format('drop foreign data wrapper %I cascade', fdwname) from pg_foreign_data_wrapper
      union all select format('drop schema %I cascade', nspname) from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
    loop
      execute command;
    end loop;
  end $$;
  create schema public;
  comment on schema public is 'standard public schema';`;

/** Servers that stand in ROWPACT_TEST_SERVERS, as `node tools/dist/servers/main.js run all -- …` sets it. */
export const serverEngines: readonly TestEngine[] = (process.env['ROWPACT_TEST_SERVERS'] ?? '')
  .split(',')
  .filter((entry) => entry !== '')
  .map((entry) => {
    const [major = '', ...url] = entry.split('=');
    return { name: `PostgreSQL ${major}`, major: Number(major), open: () => openOnServer(url.join('=')) };
  });

/** To be the title of a test that stands for all those that need a server. */
export const NO_SERVERS =
  'real servers: set ROWPACT_TEST_SERVERS to test them (node tools/dist/servers/main.js run all -- npm test)';

/** One address per server, for tests that open connections of their own. */
export const serverUrls: readonly string[] = (process.env['ROWPACT_TEST_SERVERS'] ?? '')
  .split(',')
  .filter((entry) => entry !== '')
  .map((entry) => entry.slice(entry.indexOf('=') + 1));

let databases = 0;

async function openOnServer(url: string): Promise<TestDatabase> {
  const name = `league_${process.pid}_${++databases}`;
  await onServer(url, (client) => client.query(`create database ${name}`));
  const address = new URL(url);
  address.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  return {
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    exec: async (sql) => void (await client.query(sql)),
    async close() {
      await client.end();
      await onServer(url, (other) => other.query(`drop database ${name}`));
    },
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
}
