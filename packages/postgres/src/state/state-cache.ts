import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { RelationId, SchemaState } from '@rowpact/model';
import type { Cache } from '../engine/cache.js';
import type { StoredNote } from '../engine/state-store.js';
import type { StoredOrigins } from './origins.js';

/** A schema's state with the mark of the database that it was read in. */
export interface StoredSchema {
  readonly lineage: string;
  readonly state: SchemaState;
  /** What was done for the user in all migrations up to there. */
  readonly notes: readonly StoredNote[];
}

/** What one migration did, on the way from one database's mark to another's. */
export interface StoredStep {
  readonly from: string;
  readonly to: string;
  readonly origins: StoredOrigins;
  readonly data: readonly StoredData[];
}

export interface StoredData {
  readonly relation: RelationId;
  readonly how: 'insert' | 'update' | 'delete' | 'truncate';
  readonly columns: readonly string[];
  /** By its place in the origins' statements. */
  readonly statement: number;
}

/** Bytes that come at a time: of the usual 16 KB, putting them together takes longer than unpacking. */
const CHUNK = 1_000_000;

const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

async function save(
  cache: Cache,
  kind: 'schema' | 'step',
  key: string,
  value: StoredSchema | StoredStep,
): Promise<void> {
  await cache.write(kind, key, await compress(JSON.stringify(value), { level: 1, chunkSize: CHUNK }));
}

async function load(cache: Cache, kind: 'schema' | 'step', key: string): Promise<unknown> {
  const body = await cache.read(kind, key);
  return body && JSON.parse((await decompress(body, { chunkSize: CHUNK })).toString('utf8'));
}

export function saveSchema(cache: Cache, key: string, schema: StoredSchema): Promise<void> {
  return save(cache, 'schema', key, schema);
}

export async function loadSchema(cache: Cache, key: string): Promise<StoredSchema | null> {
  // Written by saveSchema of the same code: the key says so, and the cache that nothing was changed since.
  return (await load(cache, 'schema', key)) as StoredSchema | null;
}

export function saveStep(cache: Cache, key: string, step: StoredStep): Promise<void> {
  return save(cache, 'step', key, step);
}

export async function loadStep(cache: Cache, key: string): Promise<StoredStep | null> {
  // As above, by saveStep.
  return (await load(cache, 'step', key)) as StoredStep | null;
}
