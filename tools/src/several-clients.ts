import type { PGlite } from '@electric-sql/pglite';

/** The messages after which a client waits for ReadyForQuery: simple query, Sync, function call, end of a COPY, farewell. */
const LAST_OF_A_SEQUENCE = new Set(Array.from('QSFcfX', (letter) => letter.charCodeAt(0)));

const SYNC = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4);

/** The first message of a connection has no type; its length begins with a zero byte. */
const STARTUP = 0;

/**
 * The engine as pglite-socket needs it to serve several connections at once. All of them share one session, and 0.2.17
 * switches between them after any message outside a transaction: also between one client's Parse and its Bind, so that it
 * gets the answer to another's question (seen). It keeps to one client as long as `isInTransaction` says so;
 * here that also holds in the middle of a sequence of messages.
 */
export function forSeveralClients(engine: PGlite): PGlite {
  let isMidSequence = false;
  const replaced: Partial<PGlite> = {
    isInTransaction: () => isMidSequence || engine.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      const type = message[0] ?? STARTUP;
      isMidSequence = type !== STARTUP && !LAST_OF_A_SEQUENCE.has(type);
      await engine.execProtocolRawStream(message, options);
    },
    // The socket server calls this for one purpose: to roll back after a client that vanished, maybe mid-sequence.
    exec: async (query, options) => {
      isMidSequence = false;
      await engine.execProtocolRawStream(SYNC, { onRawData: () => undefined });
      return engine.exec(query, options);
    },
  };
  return new Proxy(engine, {
    get(target, key) {
      const value: unknown = Reflect.get(key in replaced ? replaced : target, key);
      // A method reaches its private fields through the engine itself only, never through the proxy.
      return value instanceof Function ? (value.bind(target) as unknown) : value;
    },
  });
}
