import { byCodeUnit, type ConsumerScan, type ScanSettings, sha256 } from '@rowpact/model';
import { codeFiles } from '../program/code-files.js';
import { contentHash } from './find-stale.js';
import type { ScanMemory } from './scan-memory.js';

const sources = new WeakMap<ConsumerScan, ScanMemory['files']>();

/** Keeps what was in the files when a scan read them, for whoever asks more about the same source in the same run. */
export function noteSource(scan: ConsumerScan, { files }: ScanMemory): void {
  sources.set(scan, files);
}

/**
 * One hash over every file of the consumer that can hold code, as it was when it was scanned; with one byte changed, and with one file
 * more or less, it is another. Null for a scan that does not come from `scanConsumer`.
 */
export function sourceHash(scan: ConsumerScan, folder: string, settings: ScanSettings): string | null {
  const files = sources.get(scan);
  if (files === undefined) return null;
  const hashes = [...files].map(([path, { hash }]) => `${path}\0${hash}`);
  // What `include` leaves out may still read rows; nobody scanned it.
  const others = settings.include.length > 0 ? codeFiles(folder, settings).filter((path) => !files.has(path)) : [];
  return sha256([...hashes, ...others.map((path) => `${path}\0${contentHash(path)}`)].sort(byCodeUnit).join('\n'));
}
