import { constants, type Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, readlink, realpath, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A folder that reads as the consumer's own does, in which anything may be written. */
export interface Mirror {
  /** Stands for `top`. */
  readonly folder: string;
  /** The highest real folder that a type-check can read from: the repository's, or above it where packages lie there. */
  readonly top: string;
  /** Where a real path below `top` lies in the mirror. */
  readonly of: (path: string) => string;
}

/** What a compiler writes for its next run: that must start afresh. */
const LEFT_OUT = /\.tsbuildinfo$/u;
/** What a type-check reads. It is copied: a link could be written through, and would be followed to its real place. */
const SOURCE = /\.(?:[cm]?[jt]sx?|json|jsonc|svelte|vue|astro|mdx?)$/u;
/** Written by tools beside the packages, and read by none of them across runs. */
const TOOL_FOLDERS = new Set(['.cache', '.vite', '.vite-temp', '.bin', '.tmp']);

/**
 * Makes a mirror in which the files of some folders are copies; the packages and all folders beside and above are links.
 * @param folders - absolute, without links; the first is the consumer's.
 * @param folder - an empty folder outside the repository, absolute, without links.
 */
export async function makeMirror(folders: readonly [string, ...string[]], folder: string): Promise<Mirror> {
  const tops = await Promise.all(folders.map(topOf));
  const top = tops.reduce(commonFolder);
  const mirror: Building = { folder, top, folders, of: (path) => join(folder, relative(top, path)) };
  await mirrorFolder(mirror, top);
  return mirror;
}

interface Building extends Mirror {
  readonly folders: readonly string[];
}

function commonFolder(left: string, right: string): string {
  let common = left;
  while (!isWithin(right, common)) common = dirname(common);
  return common;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const MARKS = new Set(['.git', 'node_modules', 'package.json', 'tsconfig.json', 'tsconfig.base.json']);

/** Packages and settings are looked for in every folder above; the top of the file system is above the mirror as well. */
async function topOf(source: string): Promise<string> {
  let top = source;
  for (let folder = dirname(source); dirname(folder) !== folder; folder = dirname(folder)) {
    const entries = await entriesOf(folder);
    if (entries.some(({ name }) => MARKS.has(name))) top = folder;
  }
  return top;
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function mirrorFolder(mirror: Building, folder: string): Promise<void> {
  await mkdir(mirror.of(folder), { recursive: true });
  const entries = await entriesOf(folder);
  await Promise.all(entries.map((entry) => takeEntry(mirror, join(folder, entry.name), entry)));
}

async function takeEntry(mirror: Building, path: string, entry: Dirent): Promise<void> {
  if (entry.name === '.git' || LEFT_OUT.test(entry.name)) return;
  if (entry.isSymbolicLink()) await linkTo(mirror, path, await linkTarget(mirror, path));
  else if (entry.isFile() && SOURCE.test(entry.name)) await copy(path, mirror.of(path));
  else if (entry.isFile()) await linkTo(mirror, path, path);
  else if (!entry.isDirectory()) return;
  else if (entry.name === 'node_modules') await linkPackages(mirror, path);
  else if (mirror.folders.some((one) => isWithin(path, one) || isWithin(one, path))) await mirrorFolder(mirror, path);
  else await linkTo(mirror, path, path);
}

async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
}

async function linkTo(mirror: Mirror, path: string, target: string): Promise<void> {
  await symlink(target, mirror.of(path));
}

/** A link to what is copied must lead to the copy: to the generated module above all. */
async function linkTarget(mirror: Building, path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  if (real === null) return resolve(dirname(path), await readlink(path));
  const own = mirror.folders.some((one) => isWithin(real, one)) && !real.includes(`${sep}node_modules${sep}`);
  return own ? mirror.of(real) : path;
}

/** A real folder of links, so that what tools write beside the packages does not land with the consumer. */
async function linkPackages(mirror: Building, folder: string): Promise<void> {
  await mkdir(mirror.of(folder), { recursive: true });
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (TOOL_FOLDERS.has(entry.name)) continue;
    if (entry.name.startsWith('@') && entry.isDirectory()) await linkPackages(mirror, path);
    else await linkTo(mirror, path, entry.isSymbolicLink() ? await linkTarget(mirror, path) : path);
  }
}
