import type { Failure, FileChange } from '@rowpact/model';
import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { errorCode, isMissing } from './read-files.js';

/** A change and the folder that it must stay in: relative to the root, perhaps outside it; the root itself by default. */
export interface BoundedChange extends FileChange {
  readonly within?: string;
}

/** Where a change really goes; both paths are absolute. */
export interface Target {
  readonly path: string;
  /** Every link followed: what is read and written. */
  readonly file: string;
  /** Links on the way followed, the last one not: what is removed. */
  readonly entry: string;
}

/** Follows the links on the way to each path, with two calls per folder; a path that leaves its folder is a failure. */
export class TargetPaths {
  readonly #root: string;
  readonly #folders = new Map<string, Promise<string>>();
  readonly #links = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The target of a change, or why there can be none. */
  async resolve({ path, within = '.' }: BoundedChange): Promise<Target | Failure> {
    if (!isInside(path, within)) return unwritable(path, 'the path leaves its folder');
    try {
      const folder = await this.#follow(join(this.#root, within));
      const lexical = join(this.#root, path);
      const entry = join(await this.#follow(dirname(lexical)), basename(lexical));
      const file = (await this.#linksIn(dirname(entry))).has(basename(entry)) ? await realpath(entry) : entry;
      if (isOutside(folder, entry) || isOutside(folder, file))
        return unwritable(path, 'a link on the way leaves its folder');
      return { path, file, entry };
    } catch (error) {
      return unwritable(path, reasonOf(error));
    }
  }

  /** A folder that is not there yet lies where its nearest parent leads. */
  #follow(folder: string): Promise<string> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const followed = realpath(folder).catch(async (error: unknown) => {
      const parent = dirname(folder);
      if (errorCode(error) !== 'ENOENT' || folder === this.#root || parent === folder) throw error;
      const above = await this.#follow(parent);
      if ((await this.#linksIn(above)).has(basename(folder))) throw error; // a link to nothing
      return join(above, basename(folder));
    });
    this.#folders.set(folder, followed);
    return followed;
  }

  #linksIn(folder: string): Promise<ReadonlySet<string>> {
    const known = this.#links.get(folder);
    if (known) return known;
    const links = namesOfLinks(folder);
    this.#links.set(folder, links);
    return links;
  }
}

/** The failure of a path that could not be brought to the state asked for. */
export function unwritable(path: string, reason: string): Failure {
  return {
    code: 'file-unwritable',
    message: `Could not write ${path}: ${reason}`,
    hint: 'Check the path, its permissions and the space on the disk, then run the command again.',
    location: { file: path },
  };
}

/** What a file system error says, without the call and the absolute path behind the comma. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(', ')[0] ?? '';
}

/** Whether a path, in its one spelling, lies in a folder. Absolute paths and those of Windows never do. */
function isInside(path: string, within: string): boolean {
  const inner = within === '.' ? path : path.startsWith(`${within}/`) ? path.slice(within.length + 1) : '';
  return !/[\\\0]|^[A-Za-z]:/u.test(path) && inner.split('/').every((part) => !['', '.', '..'].includes(part));
}

/** Whether a path is not in a folder; both absolute. */
export function isOutside(root: string, file: string): boolean {
  const inside = relative(root, file);
  return inside === '..' || inside.startsWith(`..${sep}`);
}

async function namesOfLinks(folder: string): Promise<ReadonlySet<string>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Set(entries.filter((entry) => entry.isSymbolicLink()).map((entry) => entry.name));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}
