import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { forSeveralClients } from './several-clients.js';

/** An embedded database that other programs reach through the PostgreSQL protocol. */
export interface ServedDatabase {
  /** For DATABASE_URL. Anybody on this machine may connect: it holds nothing but examples. */
  readonly url: string;
  /** Hangs up on the clients; the engine stays open. */
  readonly stop: () => Promise<void>;
}

/** Serves an engine on 127.0.0.1. The clients share one session: what one SETs, all have. Port 0 takes a free one. */
export async function serveDatabase(engine: PGlite, port = 0): Promise<ServedDatabase> {
  const server = new PGLiteSocketServer({ db: forSeveralClients(engine), host: '127.0.0.1', port, maxConnections: 20 });
  await server.start();
  return { url: `postgres://postgres:postgres@${server.getServerConn()}/postgres`, stop: () => server.stop() };
}
