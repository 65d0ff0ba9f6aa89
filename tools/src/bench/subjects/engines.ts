import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { peerOnEmbedded, peerOnServer, type PeerIntrospection } from './kysely-codegen.js';
import { openLeague } from './open-league.js';

/** A loaded database on which introspection is measured. */
export interface Engine {
  /** Runs one statement on the one connection. */
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly peer: PeerIntrospection;
  readonly close: () => Promise<void>;
}

/** A server on which the producer is loaded already. */
export async function serverEngine(url: string): Promise<Engine> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const peer = await peerOnServer(url);
  return {
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    peer,
    close: async () => {
      await peer.close();
      await client.end();
    },
  };
}

/** An embedded database in memory, loaded from a folder of migrations as it is: no cache, nothing of ours. */
export async function embeddedEngine(migrationsFolder: string): Promise<Engine> {
  const database = await PGlite.create();
  for (const sql of await sqlFiles(migrationsFolder)) await database.exec(sql);
  const peer = peerOnEmbedded((sql, parameters) => database.query(sql, [...parameters]));
  return {
    query: async (sql) => (await database.query<Record<string, unknown>>(sql)).rows,
    peer,
    close: async () => {
      await peer.close();
      await database.close();
    },
  };
}

/** An embedded database that has the schema of a folder of migrations, from the state that a replay left where there is one. */
export async function replayedEngine(folder: string, cache: string): Promise<Engine> {
  const database = await openLeague(folder, cache);
  const peer = peerOnEmbedded((sql, parameters) => database.pglite.query(sql, [...parameters]));
  return {
    query: async (sql) => (await database.pglite.query<Record<string, unknown>>(sql)).rows,
    peer,
    close: async () => {
      await peer.close();
      await database.close();
    },
  };
}

/** The texts of a migrations folder in order. */
export async function sqlFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
