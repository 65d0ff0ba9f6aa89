import { join } from 'node:path';
import { byCodeUnit, type ConsumerScan, type ScanSettings, sha256 } from '@rowpact/model';
import { GitIgnore } from '../files/git-ignore.js';
import type { ListedFiles } from '../files/list-files.js';
import type { LookedAt } from '../module/lookups.js';
import { codeFiles } from '../program/code-files.js';
import { kindAt } from '../files/file-state.js';
import { contentHash } from './find-stale.js';
import type { ScanMemory } from './scan-memory.js';

/** Something that the result of a scan rests on. */
export interface ScannedPath {
  /** Absolute. */
  readonly path: string;
  /** Whether the text of the file, or the names in the folder, mattered, or only whether something is there. */
  readonly what: LookedAt;
  /** What was found there. */
  readonly found: 'file' | 'folder' | 'nothing';
}

interface Source {
  readonly memory: ScanMemory;
  readonly folder: string;
  readonly listed: ListedFiles;
}

const sources = new WeakMap<ConsumerScan, Source>();

/** Keeps what was in the files when a scan read them, for whoever asks more about the same source in the same run. */
export function noteSource(scan: ConsumerScan, memory: ScanMemory, folder: string, listed: ListedFiles): void {
  sources.set(scan, { memory, folder, listed });
}

/**
 * All that a scan rests on: while it is as it was, a scan with the same settings finds the same. Null for one that does not come from
 * `scanConsumer`.
 */
export function scannedPaths(scan: ConsumerScan): readonly ScannedPath[] | null {
  const source = sources.get(scan);
  if (source === undefined) return null;
  const { memory, folder, listed } = source;
  const paths = new Map<string, ScannedPath>();
  const add = (path: string, what: LookedAt, found: ScannedPath['found']): void => {
    if (paths.get(path)?.what !== 'content') paths.set(path, { path, what, found });
  };
  for (const [path, what] of GitIgnore.lookedAtAbove(folder)) add(path, what, kindAt(path));
  for (const path of listed.folders) add(join(folder, path), 'content', 'folder');
  for (const path of listed.ignoring) add(join(folder, path, '.gitignore'), 'content', 'file');
  for (const path of memory.files.keys()) add(path, 'content', 'file');
  for (const [path, { what, hash }] of memory.looked) add(path, what, foundThere(path, what, hash));
  return [...paths.values()];
}

/** As it was then; of content, that there was none says the hash. */
function foundThere(path: string, what: LookedAt, hash: string): ScannedPath['found'] {
  if (what === 'content') return hash === '' ? 'nothing' : kindAt(path);
  return hash === 'file' || hash === 'folder' ? hash : 'nothing';
}

/**
 * One hash over every file of the consumer that can hold code, as it was when it was scanned; with one byte changed, and with one file
 * more or less, it is another. Null for a scan that does not come from `scanConsumer`.
 */
export function sourceHash(scan: ConsumerScan, folder: string, settings: ScanSettings): string | null {
  const files = sources.get(scan)?.memory.files;
  if (files === undefined) return null;
  const hashes = [...files].map(([path, { hash }]) => `${path}\0${hash}`);
  // What `include` leaves out may still read rows; nobody scanned it.
  const others = settings.include.length > 0 ? codeFiles(folder, settings).filter((path) => !files.has(path)) : [];
  return sha256([...hashes, ...others.map((path) => `${path}\0${contentHash(path)}`)].sort(byCodeUnit).join('\n'));
}
