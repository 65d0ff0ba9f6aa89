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

/** Files that were looked at, and when the youngest of them changed (milliseconds since 1970). */
export interface Stamped extends Stamp {
  readonly changedAt: number;
}

/**
 * Stamps a file, a folder with all that is in it, or the fact that there is nothing.
 * @param counts whether what has this name counts; everything does when left out
 */
export function stampOf(path: string, counts: (name: string) => boolean = () => true): Stamped {
  const seen: string[] = [];
  const changedAt = visit(path, '', { seen, counts }, []);
  return { path, hash: sha256(...seen), changedAt };
}

interface Visit {
  readonly seen: string[];
  readonly counts: (name: string) => boolean;
}

/** `above`: the folders that this one lies in, so that a link to one of them is not followed for ever. */
function visit(path: string, name: string, visiting: Visit, above: readonly string[]): number {
  const { seen, counts } = visiting;
  const found = statOf(path);
  if (typeof found === 'string') {
    seen.push(`${name}: ${found}`);
    return 0;
  }
  if (!found.isDirectory()) {
    seen.push(`${name}: ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`);
    return found.ctimeMs;
  }
  const identity = `${found.dev}:${found.ino}`;
  seen.push(`${name}/ ${identity}`);
  if (above.includes(identity)) return 0;
  const names = readdirSync(path).filter(counts).sort(byCodeUnit);
  return names.reduce((latest, child) => {
    return Math.max(latest, visit(join(path, child), `${name}/${child}`, visiting, [...above, identity]));
  }, 0);
}

/** Why there is nothing to look at counts too: a link that led nowhere may lead somewhere later. */
function statOf(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  }
}
