import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { fail } from '@rowpact/model';
import { collectDataFiles, placeDataFiles, type DataFiles, type EngineFiles } from './data-files.js';
import { INITDB_PARAMETERS, START_PARAMETERS } from './engine-settings.js';
import type { LoadedExtension } from './extension-packages.js';

/** A running embedded PostgreSQL. It takes 250 MB and more of memory: one at a time, and closed in every case. */
export interface EmbeddedDatabase {
  /** Rows of one statement, values as PGlite parses them (bigint beyond 2^53, Date, parsed JSON). */
  readonly query: (
    sql: string,
    parameters?: readonly unknown[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs one or more statements and drops their rows. */
  readonly exec: (sql: string) => Promise<void>;
  /** Runs a `COPY … FROM stdin` with its data, as a client over the wire would. */
  readonly copyIn: (sql: string, data: string) => Promise<void>;
  readonly inTransaction: () => boolean;
  /** Adds a file below PostgreSQL's `share` folder, such as an extension's script; it belongs to this run only. */
  readonly addSharedFile: (path: string, content: string) => void;
  /** Ends it; a second call does nothing. */
  readonly close: () => Promise<void>;
  /** Ends it with a checkpoint and hands over its data directory, from which the next one starts where this one was. */
  readonly takeDown: () => Promise<DataFiles>;
  /** For a server on a socket. */
  readonly pglite: PGlite;
}

/**
 * Starts an engine in memory; PGlite is imported here and nowhere else.
 * @param data - what it starts from, null for a new database (`initdb`, seconds).
 */
export async function openEngine(
  data: DataFiles | null,
  extensions: readonly LoadedExtension[] = [],
): Promise<EmbeddedDatabase> {
  const { PGlite, MemoryFS, protocol } = await import('@electric-sql/pglite');
  let left: DataFiles = new Map();
  /** Keeps the whole data directory in memory, and what the shutdown left of it. */
  class DataFolder extends MemoryFS {
    override initialSyncFs(): Promise<void> {
      if (data !== null) placeDataFiles(data, this.files());
      return Promise.resolve();
    }
    override async closeFs(): Promise<void> {
      left = collectDataFiles(this.files());
      await super.closeFs();
    }
    private files(): EngineFiles {
      if (this.pg === undefined) throw new TypeError('PGlite did not initialise its file system');
      return filesOf(this.pg);
    }
  }
  const pglite = await started(PGlite.create({ ...optionsFor(data, extensions), fs: new DataFolder() }));
  const close = async (): Promise<void> => {
    if (!pglite.closed) await pglite.close();
  };
  return {
    pglite,
    query: async (sql, parameters) => (await pglite.query<Record<string, unknown>>(sql, [...(parameters ?? [])])).rows,
    exec: async (sql) => {
      await pglite.exec(sql);
    },
    copyIn: async (sql, copyData) => {
      const { query, copyData: rows, copyDone } = protocol.serialize;
      await pglite.execProtocol(join([query(sql), rows(toBuffer(copyData)), copyDone()]), { syncToFs: false });
    },
    inTransaction: () => pglite.isInTransaction(),
    addSharedFile: (path, content) => filesOf(pglite).writeFile(`/pglite/share/postgresql/${path}`, content),
    close,
    takeDown: async () => {
      await close();
      return left;
    },
  };
}

function optionsFor(data: DataFiles | null, extensions: readonly LoadedExtension[]): PGliteOptions {
  const options: PGliteOptions = { startParams: [...START_PARAMETERS], initDbStartParams: [...INITDB_PARAMETERS] };
  if (extensions.length === 0) return options;
  const configuration = data?.get('/postgresql.conf');
  return {
    ...options,
    extensions: Object.fromEntries(extensions.map(({ name, extension }) => [name, extension])),
    // An extension that wants to be preloaded replaces the whole file by one line, unless it is given.
    ...(configuration ? { postgresqlconf: new TextDecoder().decode(configuration) } : {}),
  };
}

async function started(pglite: Promise<PGlite>): Promise<PGlite> {
  try {
    return await pglite;
  } catch (error) {
    return fail({
      code: 'engine-failed',
      message: `the embedded PostgreSQL does not start: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'It needs some 300 MB of memory. If that is there, clear the cache with `rowpact cache --clear` and report this.',
    });
  }
}

/** PGlite types its module's file system as an open record; it is Emscripten's. */
function filesOf(pglite: PGlite): EngineFiles {
  return pglite.Module.FS as EngineFiles;
}

function toBuffer(text: string): ArrayBuffer {
  // A fresh encoding owns its whole buffer.
  return new TextEncoder().encode(text).buffer;
}

function join(messages: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(messages));
}
