import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Snapshot } from '@rowpact/model';
import type { Cache } from './cache.js';
import type { StoredNote } from './state-store.js';

/** What a run without changes answers with. */
export interface CachedSnapshot {
  readonly snapshot: Snapshot;
  readonly notes: readonly StoredNote[];
}

const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

export async function saveSnapshot(cache: Cache, key: string, snapshot: CachedSnapshot): Promise<void> {
  await cache.write('snapshot', key, await compress(JSON.stringify(snapshot), { level: 1 }));
}

export async function readSnapshot(cache: Cache, key: string): Promise<CachedSnapshot | null> {
  const body = await cache.read('snapshot', key);
  // Written by saveSnapshot of the same code: the key says so, and the cache that nothing was changed since.
  return body && (JSON.parse((await decompress(body)).toString('utf8')) as CachedSnapshot);
}
