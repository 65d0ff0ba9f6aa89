import { byCodeUnit, fail } from '@rowpact/model';
import { readdir, realpath, stat } from 'node:fs/promises';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import type { IgnoredFile } from './migration.js';

/** What lies in a folder of migrations; paths are relative to it, with forward slashes. */
export interface FolderListing {
  /** Sorted by path. */
  readonly files: readonly string[];
  /** Folders that were not entered, with a closing slash. */
  readonly skipped: readonly IgnoredFile[];
}

interface Walk {
  readonly folder: string;
  readonly display: string;
  readonly files: string[];
  readonly skipped: IgnoredFile[];
  /** Real paths, so that a folder reached by a symbolic link is read once and a loop ends. */
  readonly seen: Map<string, string>;
  /** Linked folders wait until the real ones are read, so that a file keeps its real path. */
  readonly links: string[];
}

/**
 * Lists every file under a folder, in an order that no file system changes.
 * @param display - the folder's path as people know it, for failures.
 * @throws FailureError (`migrations-not-found`) where the folder is missing or is no folder.
 */
export async function listFiles(folder: string, display: string): Promise<FolderListing> {
  await checkFolder(folder, display);
  const walk: Walk = { folder, display, files: [], skipped: [], seen: new Map(), links: [] };
  await enter(walk, '');
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift()) await enter(walk, link);
  walk.files.sort(byCodeUnit);
  return { files: walk.files, skipped: walk.skipped };
}

async function checkFolder(folder: string, display: string): Promise<void> {
  const found = await statOf(folder, display);
  if (found?.isDirectory() === true) return;
  fail({
    code: 'migrations-not-found',
    message: found === null ? `there is no folder ${display}` : `${display} is a file, not a folder of migrations`,
    hint:
      found === null
        ? 'Correct `folder:` in producer.yaml; it is relative to the folder that holds the registry.'
        : 'Name the folder that holds the file, or make the file the source with `schemaFile:` in producer.yaml.',
    location: { file: display },
  });
}

/** What a path leads to, links followed; null where nothing is there. */
async function statOf(path: string, display: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code; // node:fs throws nothing else
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === 'ELOOP') return null;
    return failToRead(display, error);
  }
}

async function enter(walk: Walk, path: string): Promise<void> {
  const display = path === '' ? walk.display : `${walk.display}/${path}`;
  const real = await realpath(join(walk.folder, path));
  const known = walk.seen.get(real);
  if (known !== undefined) {
    walk.skipped.push({ path: `${path}/`, reason: `is the folder ${known === '' ? walk.display : known}, by a link` });
    return;
  }
  walk.seen.set(real, path);
  const entries = await entriesOf(join(walk.folder, path), display);
  for (const entry of entries) await take(walk, path === '' ? entry.name : `${path}/${entry.name}`, entry);
}

async function entriesOf(folder: string, display: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((left, right) => byCodeUnit(left.name, right.name));
  } catch (error) {
    return failToRead(display, error);
  }
}

async function take(walk: Walk, path: string, entry: Dirent): Promise<void> {
  const reason = folderReason(entry.name);
  if (entry.isDirectory()) {
    if (reason === null) await enter(walk, path);
    else walk.skipped.push({ path: `${path}/`, reason });
  } else if (entry.isSymbolicLink()) await takeLink(walk, path, reason);
  else walk.files.push(path);
}

async function takeLink(walk: Walk, path: string, reason: string | null): Promise<void> {
  const target = await statOf(join(walk.folder, path), `${walk.display}/${path}`);
  if (target?.isDirectory() !== true) walk.files.push(path);
  else if (reason === null) walk.links.push(path);
  else walk.skipped.push({ path: `${path}/`, reason });
}

function folderReason(name: string): string | null {
  if (name.startsWith('.')) return 'hidden folder';
  return name === 'node_modules' ? 'installed packages' : null;
}

function failToRead(display: string, error: unknown): never {
  return fail({
    code: 'file-unreadable',
    message: `${display} cannot be read: ${error instanceof Error ? error.message.replace(/,.*$/s, '') : String(error)}`,
    hint: 'Check the permissions of the folder.',
    location: { file: display },
  });
}
