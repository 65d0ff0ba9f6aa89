import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Kinds of entries, the ends of their file names. */
export type EntryKind =
  'template' | 'state' | 'snapshot' | 'run' | 'analysis' | 'scan' | 'texts' | 'schema' | 'step' | 'verdict';

const KINDS: readonly EntryKind[] = [
  'template',
  'state',
  'snapshot',
  'run',
  'analysis',
  'scan',
  'schema',
  'step',
  'verdict',
  'texts',
];
const TEMPORARY = /^tmp-(?<host>.*)-(?<pid>\d+)-\d+$/;
const MAGIC = Buffer.from('rowpact1');
const DIGEST_BYTES = 32;
const DAY = 24 * 60 * 60 * 1000;

/** One file of the cache. */
export interface CacheEntry {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970, of its last use. */
  readonly usedAt: number;
}

let written = 0;

/** Writes an entry so that others see all of it or nothing: into a file of our own, which is then renamed. */
export async function writeEntry(folder: string, name: string, body: Uint8Array): Promise<void> {
  // What migrations load may be nobody else's business.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  written += 1;
  const temporary = join(folder, `tmp-${hostname()}-${String(process.pid)}-${String(written)}`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(Buffer.concat([MAGIC, digestOf(body)]));
      await file.writeFile(body);
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** @returns what was written, null where nothing is there, 'damaged' where it is not what was written. */
export async function readEntry(folder: string, name: string): Promise<Buffer | null | 'damaged'> {
  const file = await readFile(join(folder, name)).catch(() => null);
  if (file === null) return null;
  const body = file.subarray(MAGIC.length + DIGEST_BYTES);
  const head = Buffer.concat([MAGIC, digestOf(body)]);
  return head.equals(file.subarray(0, head.length)) ? body : 'damaged';
}

/** Marks an entry as used, so that it is thrown away last. */
export async function touchEntry(folder: string, name: string, now: Date): Promise<void> {
  // A folder that is only readable is no reason to fail: it is then not ours to keep in order.
  await utimes(join(folder, name), now, now).catch(() => undefined);
}

export async function removeEntry(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true }).catch(() => undefined);
}

/** The entries, longest unused first; empty where there is no such folder. Files of others are not listed. */
export async function listEntries(folder: string): Promise<readonly CacheEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.filter(isEntry).map((name) => describe(folder, name)));
  return found
    .filter((entry) => entry !== null)
    .sort((left, right) => left.usedAt - right.usedAt || (left.name < right.name ? -1 : 1));
}

/** Removes what processes left behind that were killed while they wrote. */
export async function sweepTemporaries(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = TEMPORARY.exec(name)?.groups;
    if (owner === undefined) continue;
    const entry = await describe(folder, name);
    const isOld = entry !== null && now.getTime() - entry.usedAt > DAY;
    if (isOld || (owner['host'] === hostname() && !isAlive(Number(owner['pid'])))) await removeEntry(folder, name);
  }
}

function isEntry(name: string): boolean {
  return /^[0-9a-f]{64}\./.test(name) && KINDS.some((kind) => name.endsWith(`.${kind}`));
}

async function describe(folder: string, name: string): Promise<CacheEntry | null> {
  const info = await stat(join(folder, name)).catch(() => null);
  return info && { name, bytes: info.size, usedAt: info.mtimeMs };
}

function digestOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
