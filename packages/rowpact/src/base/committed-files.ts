import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fail } from '@rowpact/model';
import { short } from './merge-base.js';
import { type Git, gitRefused } from './run-git.js';

/** One commit of a repository; of a submodule where the way leads into one. */
export interface CommitPlace {
  readonly git: Git;
  /** The top folder of its working tree, absolute. */
  readonly top: string;
  readonly commit: string;
}

/** A file as a commit holds it, and where it is to lie. */
export interface CommittedFile {
  /** Whose objects hold it. */
  readonly place: CommitPlace;
  readonly mode: string;
  readonly object: string;
  /** From the top of the outermost repository on. */
  readonly path: string;
}

/** What a path leads to in a commit, symbolic links followed. */
export interface Committed {
  readonly place: CommitPlace;
  readonly kind: 'file' | 'folder';
  readonly object: string;
}

const LINK = '120000';
const SUBMODULE = '160000';

/** What lies at a path at a commit, symbolic links and submodules on the way followed; null where nothing does. */
export async function findCommitted(place: CommitPlace, path: string): Promise<Committed | null> {
  const { git, top, commit } = place;
  const name = path === '.' ? '' : path;
  // A line is a request: no path with a line break can be asked for, and none is in a registry.
  if (name.includes('\n')) return null;
  const answer = await git(['cat-file', '--batch-check', '--follow-symlinks'], {
    cwd: top,
    input: `${commit}:${name}\n`,
  });
  if (answer.code !== 0) return gitRefused(`read the files of ${short(commit)}`, answer);
  const found = /^(?<object>[0-9a-f]{40,64}) (?<kind>blob|tree) \d+$/mu.exec(answer.stdout.toString('utf8'))?.groups;
  if (!found) return inSubmodule(place, path);
  return { place, kind: found['kind'] === 'blob' ? 'file' : 'folder', object: found['object'] ?? '' };
}

/** The bytes of a file as they were committed. */
export async function readCommitted({ place, object }: Committed): Promise<Uint8Array> {
  const answer = await place.git(['cat-file', 'blob', object], { cwd: place.top });
  return answer.code === 0 ? answer.stdout : gitRefused(`read a file of ${short(place.commit)}`, answer);
}

/**
 * Every file at a path or below it. A link to what is listed anyway stays a link; any other is replaced by what it leads to,
 * so that the files can lie elsewhere and read the same.
 * @param path - from the repository's top on; the files get it as the beginning of theirs.
 */
export async function listCommitted(
  place: CommitPlace,
  path: string,
  above: readonly string[] = [],
): Promise<readonly CommittedFile[]> {
  const found = await findCommitted(place, path);
  if (found === null || above.includes(found.object)) return [];
  if (found.kind === 'file') return [{ place: found.place, mode: '100644', object: found.object, path }];
  const files: CommittedFile[] = [];
  for (const entry of await entriesOf(found)) {
    const below = posix.join(path, entry.name);
    const itself = { place: found.place, mode: entry.mode, object: entry.object, path: below };
    const leads = entry.mode === SUBMODULE || (entry.mode === LINK && (await leavesFolder(found, entry)));
    const behind = leads ? await listCommitted(place, below, [...above, found.object]) : [];
    // A link that leads nowhere is kept, for whoever reads it to say so.
    if (behind.length > 0) files.push(...behind);
    else if (entry.mode !== SUBMODULE) files.push(itself);
  }
  return files;
}

interface Entry {
  readonly mode: string;
  readonly object: string;
  /** Relative to the folder that was listed. */
  readonly name: string;
}

async function entriesOf({ place, object }: Committed): Promise<readonly Entry[]> {
  return readEntries(place, ['ls-tree', '-r', '-z', '--full-tree', object]);
}

async function readEntries(place: CommitPlace, args: readonly string[]): Promise<readonly Entry[]> {
  const answer = await place.git(['--literal-pathspecs', ...args], { cwd: place.top });
  if (answer.code !== 0) return gitRefused(`list the files of ${short(place.commit)}`, answer);
  const lines = answer.stdout.toString('utf8').split('\0');
  return lines.flatMap((line) => {
    const entry = /^(?<mode>\d+) \w+ (?<object>[0-9a-f]+)\t(?<name>.*)$/su.exec(line)?.groups;
    return entry ? [{ mode: entry['mode'] ?? '', object: entry['object'] ?? '', name: entry['name'] ?? '' }] : [];
  });
}

async function leavesFolder({ place }: Committed, { object, name }: Entry): Promise<boolean> {
  const target = Buffer.from(await readCommitted({ place, kind: 'file', object })).toString('utf8');
  const inside = posix.join(posix.dirname(name), target);
  return posix.isAbsolute(target) || inside === '..' || inside.startsWith('../');
}

/** The longer way: a folder on it is a submodule, whose files are in a repository of its own. */
async function inSubmodule(place: CommitPlace, path: string): Promise<Committed | null> {
  const folders = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const entries = await readEntries(place, ['ls-tree', '-z', '--full-tree', place.commit, '--', ...folders]);
  const submodule = entries.find(({ mode }) => mode === SUBMODULE);
  if (submodule === undefined) return null;
  const inner = { git: place.git, top: join(place.top, submodule.name), commit: submodule.object };
  const there = (await isFolder(inner.top)) && (await holds(inner));
  return there ? findCommitted(inner, posix.relative(submodule.name, path) || '.') : notFetched(submodule);
}

async function holds({ git, top, commit }: CommitPlace): Promise<boolean> {
  return (await git(['cat-file', '-e', `${commit}^{commit}`], { cwd: top })).code === 0;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function notFetched({ name, object }: Entry): never {
  return fail({
    code: 'base-unknown',
    message: `at the base the submodule ${name} was at ${short(object)}, which is not here`,
    hint: `run \`git submodule update --init ${name}\` and \`git -C ${name} fetch origin ${object}\` first`,
  });
}
