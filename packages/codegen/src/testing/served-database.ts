import { PGlite, type Extensions } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { Snapshot } from '@rowpact/model';
import { catalogSnapshot } from './catalog-snapshot.js';

/** An embedded database that real drivers can connect to, on a free port of this machine only. */
export interface ServedDatabase {
  readonly url: string;
  readonly snapshot: Snapshot;
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly close: () => Promise<void>;
}

export async function serveDatabase(schema: string, extensions: Extensions = {}): Promise<ServedDatabase> {
  const database = await PGlite.create({ extensions });
  await database.exec(schema);
  const query: ServedDatabase['query'] = async (sql) => (await database.query<Record<string, unknown>>(sql)).rows;
  const snapshot = await catalogSnapshot(query);
  const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 4 });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`,
    snapshot,
    query,
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}
