import { createHash } from 'node:crypto';
import { readdirSync, statSync, type Stats } from 'node:fs';
import { byCodeUnit } from '@rowpact/model';

/** What the file system says of a file without its content having been read. */
export interface FileStamp {
  /** Equal as long as nobody wrote to the file; empty where there is none. */
  readonly text: string;
  /** When it was last written or replaced, in milliseconds since 1970: a stamp of this very moment proves nothing. */
  readonly changedAt: number;
}

const ABSENT: FileStamp = { text: '', changedAt: 0 };

export function stampOf(path: string): FileStamp {
  const stats = statsOf(path);
  return stats === null ? ABSENT : stampFrom(stats);
}

export function stampFrom({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  const text = `${size.toString(36)}.${mtimeMs.toString(36)}.${ctimeMs.toString(36)}.${ino.toString(36)}`;
  return { text, changedAt: Math.max(mtimeMs, ctimeMs) };
}

/** 132 bits of SHA-256. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** What is at a path. */
export function kindAt(path: string): 'file' | 'folder' | 'nothing' {
  const stats = statsOf(path);
  if (stats?.isDirectory()) return 'folder';
  return stats?.isFile() ? 'file' : 'nothing';
}

/** The names in a folder, sorted; none for what is no folder or may not be read. */
export function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort(byCodeUnit);
  } catch {
    return [];
  }
}

/** Null also for a name that is too long, a folder that may not be entered and a link to itself. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
