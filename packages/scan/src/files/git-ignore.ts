import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';

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
    const parents: string[] = [];
    for (let at = folder; at !== root; at = dirname(at)) parents.unshift(dirname(at));
    for (const parent of parents) found = found.within(parent);
    return found;
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
