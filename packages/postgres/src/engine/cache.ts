import {
  listEntries,
  readEntry,
  removeEntry,
  sweepTemporaries,
  touchEntry,
  writeEntry,
  type EntryKind,
} from './cache-folder.js';

export interface CacheOptions {
  /** Need not exist; it holds nothing but the cache. */
  readonly directory: string;
  /** What it may grow to; default 1 GiB. */
  readonly maxBytes?: number;
  /** Default true; false neither reads nor writes. */
  readonly enabled?: boolean;
  /** When entries are used; default the system's clock. */
  readonly now?: () => Date;
}

/**
 * What earlier runs prepared, by key. Any number of processes may use one folder at the same time: an entry appears as a
 * whole and never changes. Nothing here fails: a cache that cannot be used answers nothing and says so in its notes.
 */
export interface Cache {
  /** False where nothing is read or written, so that preparing an entry is wasted. */
  readonly enabled: boolean;
  /** The stored bytes; null where there are none or they are damaged (then they are removed, too). */
  readonly read: (kind: EntryKind, key: string) => Promise<Buffer | null>;
  readonly has: (kind: EntryKind, keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly write: (kind: EntryKind, key: string, body: Uint8Array) => Promise<void>;
  readonly discard: (kind: EntryKind, key: string) => Promise<void>;
  /** Sentences about entries that were damaged and a folder that cannot be written. */
  readonly notes: () => readonly string[];
}

const GIBIBYTE = 2 ** 30;

export function openCache(options: CacheOptions): Cache {
  if (options.enabled === false) return NO_CACHE;
  const { directory, maxBytes = GIBIBYTE, now = () => new Date() } = options;
  const notes = new Set<string>();
  return {
    enabled: true,
    read: async (kind, key) => {
      const name = `${key}.${kind}`;
      const body = await readEntry(directory, name);
      if (body === 'damaged') {
        notes.add(`the cached ${kind} ${key.slice(0, 12)} was damaged and is built anew`);
        await removeEntry(directory, name);
        return null;
      }
      if (body !== null) await touchEntry(directory, name, now());
      return body;
    },
    has: async (kind, keys) => {
      const names = new Set((await listEntries(directory)).map((entry) => entry.name));
      return new Set(keys.filter((key) => names.has(`${key}.${kind}`)));
    },
    write: async (kind, key, body) => {
      if (body.length > maxBytes) return;
      try {
        await writeEntry(directory, `${key}.${kind}`, body);
        await touchEntry(directory, `${key}.${kind}`, now());
        await sweepTemporaries(directory, now());
        await evict(directory, maxBytes);
      } catch (error) {
        notes.add(`the cache in ${directory} cannot be written (${reasonOf(error)}): working without it`);
      }
    },
    discard: (kind, key) => removeEntry(directory, `${key}.${kind}`),
    notes: () => [...notes],
  };
}

/** Remembers nothing. */
export const NO_CACHE: Cache = {
  enabled: false,
  read: () => Promise.resolve(null),
  has: () => Promise.resolve(new Set()),
  write: () => Promise.resolve(),
  discard: () => Promise.resolve(),
  notes: () => [],
};

/** How much a cache folder holds. */
export interface CacheDescription {
  readonly entries: number;
  readonly bytes: number;
}

export async function describeCache(directory: string): Promise<CacheDescription> {
  const entries = await listEntries(directory);
  return { entries: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
}

/** Removes every entry and what dead processes left behind; files that are not the cache's stay. */
export async function clearCache(directory: string, now: Date = new Date()): Promise<CacheDescription> {
  const description = await describeCache(directory);
  for (const entry of await listEntries(directory)) await removeEntry(directory, entry.name);
  await sweepTemporaries(directory, now);
  return description;
}

async function evict(directory: string, maxBytes: number): Promise<void> {
  const entries = await listEntries(directory);
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const entry of entries) {
    if (bytes <= maxBytes) return;
    await removeEntry(directory, entry.name);
    bytes -= entry.bytes;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
