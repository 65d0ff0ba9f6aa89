import { readdirSync, statSync } from 'node:fs';
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

/** Files that were looked at, and when the youngest of them changed (milliseconds since 1970). */
export interface Stamped extends Stamp {
  readonly changedAt: number;
}

/** Stamps a file, a folder with all that is in it, or the fact that there is nothing. */
export function stampOf(path: string): Stamped {
  const seen: string[] = [];
  const changedAt = visit(path, '', seen);
  return { path, hash: sha256(...seen), changedAt };
}

function visit(path: string, name: string, seen: string[]): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    seen.push(`${name}: none`);
    return 0;
  }
  if (!found.isDirectory()) {
    seen.push(`${name}: ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`);
    return found.ctimeMs;
  }
  seen.push(`${name}/`);
  const names = readdirSync(path).sort(byCodeUnit);
  return Math.max(0, ...names.map((child) => visit(join(path, child), `${name}/${child}`, seen)));
}
