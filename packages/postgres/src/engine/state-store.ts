import { createHash } from 'node:crypto';
import type { Cache } from './cache.js';
import { packDataFiles, unpackDataFiles } from './data-archive.js';
import type { DataFiles } from './data-files.js';
import { openEngine } from './embedded-database.js';

/** An empty database, which every engine starts from and every stored state is a difference to. */
export interface Template {
  readonly data: DataFiles;
  /** Empty where there is no cache. */
  readonly digest: Buffer;
}

/** The cached template, or a new one. */
export async function loadTemplate(cache: Cache, key: string, onBuild: () => void): Promise<Template> {
  const cached = await readTemplate(cache, key);
  if (cached !== null) return cached;
  onBuild();
  const engine = await openEngine(null);
  const data = await engine.takeDown();
  // Another process may have been faster: states are differences to the template that is stored, so it wins.
  const other = await readTemplate(cache, key);
  if (other !== null) return other;
  const archive = await packDataFiles(data);
  await cache.write('template', key, archive);
  return { data, digest: digestOf(archive) };
}

/** The last one that was unpacked: a process that replays again and again does that once, a tenth of a second each. */
let unpacked: Template | null = null;

async function readTemplate(cache: Cache, key: string): Promise<Template | null> {
  const archive = await cache.read('template', key);
  if (archive === null) return null;
  try {
    const digest = digestOf(archive);
    if (unpacked?.digest.equals(digest) !== true) unpacked = { data: await unpackDataFiles(archive), digest };
    return unpacked;
  } catch {
    // Older code may have packed it in another way.
    await cache.discard('template', key);
    return null;
  }
}

/** Something that was done for the user while a migration ran; the place is filled in by number, as files get renamed. */
export interface StoredNote {
  /** Place of the migration in the plan, from 0. */
  readonly migration: number;
  /** The included file that the line is in, null for the migration's own. */
  readonly file: string | null;
  readonly line: number;
  readonly text: string;
}

/** A database after some migrations. */
export interface State {
  readonly data: DataFiles;
  readonly facts: StateFacts;
}

/** What goes with a state and does not stand in its data directory. */
export interface StateFacts {
  readonly notes: readonly StoredNote[];
  /** Names of the extensions that it has: an engine that starts from it needs their code. */
  readonly extensions: readonly string[];
}

const LENGTH_BYTES = 4;

export async function saveState(cache: Cache, key: string, template: Template, state: State): Promise<void> {
  const facts = Buffer.from(JSON.stringify(state.facts));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(facts.length);
  const archive = await packDataFiles(state.data, template.data);
  await cache.write('state', key, Buffer.concat([template.digest, length, facts, archive]));
}

/** @returns null where there is none, or one that was made from another template (then it is thrown away). */
export async function loadState(cache: Cache, key: string, template: Template): Promise<State | null> {
  const body = await cache.read('state', key);
  if (body === null) return null;
  const { digest } = template;
  if (!digest.equals(body.subarray(0, digest.length))) {
    await cache.discard('state', key);
    return null;
  }
  const start = digest.length + LENGTH_BYTES;
  const end = start + body.readUInt32LE(digest.length);
  // Written by saveState of the same code: the key says so, and the digest that nothing was changed since.
  const facts = JSON.parse(body.toString('utf8', start, end)) as StateFacts;
  return { facts, data: await unpackDataFiles(body.subarray(end), template.data) };
}

function digestOf(archive: Uint8Array): Buffer {
  return createHash('sha256').update(archive).digest();
}
