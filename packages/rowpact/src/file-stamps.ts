import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, sha256 } from '@rowpact/model';

/**
 * What tells, without reading it, that a file or folder is as it was: size, times and inode of each file, names of each
 * folder. The change time cannot be set by anybody, so what is edited and given its old times back is noticed too.
 */
export interface Stamp {
  /** Absolute. */
  readonly path: string;
  readonly hash: string;
}

/**
 * Stamps a file, a folder with all that is in it, or the fact that there is nothing.
 * @param counts whether what has this name counts; everything does when left out
 */
export function stampOf(path: string, counts: (name: string) => boolean = () => true): Stamp {
  const seen: string[] = [];
  const file = (name: string, stats: Stats): void => void seen.push(`${name}: ${fileStamp(stats)}`);
  const folder = (name: string, { dev, ino }: Stats): void => void seen.push(`${name}/ ${dev}:${ino}`);
  const nothing = (name: string, why: string): void => void seen.push(`${name}: ${why}`);
  visit(path, '', { file, folder, nothing, counts }, []);
  return { path, hash: sha256(...seen) };
}

/** Stamps a file, the names in a folder and nothing below them, or the fact that there is nothing. */
export function shallowStampOf(path: string): Stamp {
  const found = statOf(path);
  if (typeof found === 'string') return { path, hash: found };
  if (!found.isDirectory()) return { path, hash: fileStamp(found) };
  return { path, hash: sha256(...readdirSync(path).sort(byCodeUnit)) };
}

/** What is at a path, and no more: a stamp as the other ones are. */
export function presenceOf(path: string): 'file' | 'folder' | 'nothing' {
  const found = statOf(path);
  if (typeof found === 'string') return 'nothing';
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'nothing';
}

/** Whether a file, or the names in a folder, changed at this time or later. @param time milliseconds since 1970 */
export function isNewer(path: string, time: number): boolean {
  const found = statOf(path);
  return typeof found !== 'string' && found.ctimeMs >= time;
}

/**
 * What of a file, or of a folder and all that is in it, was changed at this time or later; a folder is where something in
 * it came or went.
 * @param time milliseconds since 1970
 * @returns absolute paths
 */
export function changedSince(path: string, time: number): readonly string[] {
  const changed: string[] = [];
  const look = (name: string, { ctimeMs }: Stats): void => void (ctimeMs >= time && changed.push(join(path, name)));
  visit(path, '', { file: look, folder: look, nothing: () => undefined, counts: () => true }, []);
  return changed;
}

function fileStamp({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** What is done with each thing that is found; a name is the path from where the visit began. */
interface Visitor {
  readonly file: (name: string, stats: Stats) => void;
  readonly folder: (name: string, stats: Stats) => void;
  readonly nothing: (name: string, why: string) => void;
  readonly counts: (name: string) => boolean;
}

/** `above`: the folders that this one lies in, so that a link to one of them is not followed for ever. */
function visit(path: string, name: string, visitor: Visitor, above: readonly string[]): void {
  const found = statOf(path);
  if (typeof found === 'string') return visitor.nothing(name, found);
  if (!found.isDirectory()) return visitor.file(name, found);
  visitor.folder(name, found);
  const identity = `${found.dev}:${found.ino}`;
  if (above.includes(identity)) return;
  for (const child of readdirSync(path).filter(visitor.counts).sort(byCodeUnit))
    visit(join(path, child), `${name}/${child}`, visitor, [...above, identity]);
}

/** Why there is nothing to look at counts too: a link that led nowhere may lead somewhere later. */
function statOf(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}
