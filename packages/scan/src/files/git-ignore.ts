import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { LookedAt } from '../module/lookups.js';

interface Rules {
  /** Absolute; patterns are relative to it. */
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The ignore files that hold in one folder, outermost first: a later one has the last word. */
export class GitIgnore {
  private constructor(private readonly rules: readonly Rules[]) {}

  /** With the ignore files between the repository's root and the folder, its own not included. */
  static above(folder: string): GitIgnore {
    const root = repositoryRoot(folder);
    if (root === null) return new GitIgnore([]);
    const exclude = rulesIn(root, join(root, '.git/info/exclude'));
    let found = new GitIgnore(exclude === null ? [] : [exclude]);
    for (const parent of foldersAbove(folder, root).toReversed()) found = found.within(parent);
    return found;
  }

  /** What `above` rests on, absolute: which folder is the repository's, and the ignore files above this one. */
  static lookedAtAbove(folder: string): ReadonlyMap<string, LookedAt> {
    const root = repositoryRoot(folder);
    const above = foldersAbove(folder, root);
    return new Map<string, LookedAt>([
      ...[folder, ...above].map((at) => [join(at, '.git'), 'presence'] as const),
      ...(root === null ? [] : [join(root, '.git/info/exclude'), ...above.map((at) => join(at, '.gitignore'))]).map(
        (path) => [path, 'content'] as const,
      ),
    ]);
  }

  /** As it is in a folder below, with that folder's own `.gitignore`. */
  within(folder: string): GitIgnore {
    const own = rulesIn(folder, join(folder, '.gitignore'));
    return own === null ? this : new GitIgnore([...this.rules, own]);
  }

  ignores(path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { folder, matcher } of this.rules) {
      const verdict = matcher.test(relative(folder, path).replaceAll('\\', '/') + (isFolder ? '/' : ''));
      if (verdict.ignored) ignored = true;
      else if (verdict.unignored) ignored = false;
    }
    return ignored;
  }
}

function rulesIn(folder: string, file: string): Rules | null {
  const text = readIfThere(file);
  return text === null ? null : { folder, matcher: ignore({ ignorecase: false }).add(text) };
}

/** Up to the root of the repository, or of all where there is none; the nearest first. */
function foldersAbove(folder: string, root: string | null): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at !== root && at !== dirname(at); at = dirname(at)) folders.push(dirname(at));
  return folders;
}

/** The nearest folder with a `.git`, which in a worktree or submodule is a file. */
function repositoryRoot(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(join(at, '.git/HEAD')) || readIfThere(join(at, '.git')) !== null) return at;
    if (dirname(at) === at) return null;
  }
}

function isThere(file: string): boolean {
  return readIfThere(file) !== null;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
