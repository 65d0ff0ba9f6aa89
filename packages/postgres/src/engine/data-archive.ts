import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { DataFiles } from './data-files.js';

/**
 * A data directory as one compressed blob, written as the difference to another one (the template). Measured: with 1,000
 * tables of 30 columns, 7,000 files and 74 MB become 3.9 MB; with twelve tables, 1,000 files and 30 MB become 1 MB.
 * The alternative, a data directory on disk that is copied and opened with PGlite's NodeFS, lost by its numbers: copying
 * the empty one takes 0.7 s and removing it 0.4 s, where starting from this costs 0.05-0.2 s; 500 tables replay in 5.1 s
 * against 1.7 s in memory, as every page goes through a system call; and a damaged one shows only when it answers
 * wrongly. PGlite's own `dumpDataDir` takes 0.7-0.9 s for what takes 0.1 s here.
 */
interface ArchiveIndex {
  readonly folders: readonly string[];
  /** Files that are those of the template. */
  readonly same: readonly string[];
  /** Path and number of the content. */
  readonly own: readonly (readonly [string, number])[];
  /** Length of each content, in the order in which they follow. A database holds its templates twice: stored once. */
  readonly lengths: readonly number[];
}

/**
 * Never taken from a run: PGlite writes the first one anew for extensions that want to be preloaded, and `ALTER SYSTEM`,
 * which no migration sees the effect of in its own session, must not act on the next one either.
 */
const FROM_TEMPLATE = new Set(['/postgresql.conf', '/postgresql.auto.conf']);

/** Bytes that come at a time: of the usual 16 KB, putting them together takes longer than unpacking. */
const CHUNK = 1_000_000;

const EMPTY: DataFiles = new Map();
const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

/** @param template - left out of the archive wherever the file is the same. */
export async function packDataFiles(data: DataFiles, template: DataFiles = EMPTY): Promise<Buffer> {
  const folders: string[] = [];
  const same: string[] = [];
  const own: [string, number][] = [];
  const contents = new Map<string, { readonly place: number; readonly content: Uint8Array }>();
  for (const [path, content] of data) {
    if (content === null) folders.push(path);
    else if (isSame(path, content, template.get(path))) same.push(path);
    else {
      const digest = createHash('sha1').update(content).digest('base64');
      const { place } = contents.get(digest) ?? { place: contents.size };
      if (place === contents.size) contents.set(digest, { place, content });
      own.push([path, place]);
    }
  }
  const blobs = [...contents.values()].map((entry) => entry.content);
  return joinArchive({ folders, same, own, lengths: blobs.map((blob) => blob.length) }, blobs);
}

function isSame(path: string, content: Uint8Array, known: Uint8Array | null | undefined): boolean {
  if (!known) return false;
  return FROM_TEMPLATE.has(path) || (known.length === content.length && Buffer.compare(known, content) === 0);
}

async function joinArchive(index: ArchiveIndex, blobs: readonly Uint8Array[]): Promise<Buffer> {
  const head = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return compress(Buffer.concat([length, head, ...blobs]), { level: 1, chunkSize: CHUNK });
}

/** @throws where the archive is none, or was made against another template: whoever stores it checks both before. */
export async function unpackDataFiles(archive: Uint8Array, template: DataFiles = EMPTY): Promise<DataFiles> {
  const plain = await decompress(archive, { chunkSize: CHUNK });
  const start = 4 + plain.readUInt32LE(0);
  const index = JSON.parse(plain.toString('utf8', 4, start)) as ArchiveIndex;
  const blobs = cut(plain, start, index.lengths);
  const data = new Map<string, Uint8Array | null>(index.folders.map((path) => [path, null]));
  for (const path of index.same) data.set(path, required(template.get(path), path));
  for (const [path, place] of index.own) data.set(path, required(blobs[place], path));
  return data;
}

function cut(plain: Buffer, start: number, lengths: readonly number[]): readonly Uint8Array[] {
  let at = start;
  return lengths.map((length) => {
    at += length;
    if (at > plain.length) throw new RangeError('the archive ends too early');
    return plain.subarray(at - length, at);
  });
}

function required(content: Uint8Array | null | undefined, path: string): Uint8Array {
  if (!content) throw new Error(`the archive holds no ${path}`);
  return content;
}
