import { getTypes, startup } from '@pgtyped/query';
import { AsyncQueue } from '@pgtyped/wire';
import { createGenerator } from '@ts-safeql/generate';
import postgres from 'postgres';

/** Another tool that asks a server about statements, called one statement after the other as it calls itself. */
export interface AskingPeer {
  /** A connection on which nothing was asked yet: one that has seen a statement may answer it from memory. */
  readonly reconnect: () => Promise<void>;
  /** Whether it answers the statement rather than refusing it. */
  readonly takes: (statement: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/**
 * SafeQL as its ESLint rule's worker calls it for each query of a file. What it reads of the catalog it keeps for the whole run, so
 * that is read before anything is timed.
 */
export function safeql(url: string): AskingPeer {
  const generator = createGenerator();
  let sql: postgres.Sql | null = null;
  const takes = async (text: string): Promise<boolean> => {
    if (sql === null) throw new TypeError('asked before it was connected');
    const query = { text, sourcemaps: [] };
    const answer = await generator.generate({ sql, query, cacheKey: url, fieldTransform: undefined });
    return answer._tag === 'Right';
  };
  const close = async (): Promise<void> => {
    await sql?.end();
    sql = null;
  };
  const reconnect = async (): Promise<void> => {
    await close();
    sql = postgres(url);
    await takes('SELECT 1 AS one');
  };
  return { reconnect, takes, close };
}

/** pgtyped as its command calls it for each query of a file, over its own client for PostgreSQL's protocol. */
export function pgtyped(url: string): AskingPeer {
  const { hostname, port, username, password, pathname } = new URL(url);
  let queue: AsyncQueue | null = null;
  const close = (): Promise<void> => {
    queue?.socket.destroy();
    queue = null;
    return Promise.resolve();
  };
  const takes = async (query: string): Promise<boolean> => {
    if (queue === null) throw new TypeError('asked before it was connected');
    return !('errorCode' in (await getTypes({ query, mapping: [], bindings: [] }, queue)));
  };
  const reconnect = async (): Promise<void> => {
    await close();
    queue = new AsyncQueue();
    const secret = password === '' ? {} : { password: decodeURIComponent(password) };
    const database = { host: hostname, port: Number(port || 5432), dbName: decodeURIComponent(pathname.slice(1)) };
    await startup({ ...database, ...secret, user: decodeURIComponent(username) }, queue);
    await takes('SELECT 1 AS one');
  };
  return { reconnect, takes, close };
}

/** The statements that a peer takes, asked one by one. What it cannot even refuse counts as not taken. */
export async function takenBy(peer: AskingPeer, statements: readonly string[]): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  await peer.reconnect();
  for (const text of statements) {
    const takes = await peer.takes(text).catch(async () => {
      await peer.reconnect();
      return false;
    });
    if (takes) taken.add(text);
  }
  return taken;
}

/** Asks about all of them; how many were answered. */
export async function askAll(peer: AskingPeer, statements: readonly string[]): Promise<number> {
  let answered = 0;
  for (const text of statements) if (await peer.takes(text)) answered += 1;
  return answered;
}
