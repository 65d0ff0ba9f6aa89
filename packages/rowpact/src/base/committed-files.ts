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

/**
 * What lies at each path at a commit, symbolic links and submodules on the way followed. A path at which nothing lies is left out.
 * @param paths - from the repository's top on; `.` for the top itself.
 */
export async function findCommitted(
  place: CommitPlace,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Committed>> {
  // A line is a request: no path with a line break can be asked for, and none is in a registry.
  const asked = paths.filter((path) => !path.includes('\n'));
  const found = new Map<string, Committed>();
  if (asked.length === 0) return found;
  const input = asked.map((path) => `${place.commit}:${path === '.' ? '' : path}\n`).join('');
  const answer = await place.git(['cat-file', '--batch-check', '--follow-symlinks'], { cwd: place.top, input });
  if (answer.code !== 0) return gitRefused(`read the files of ${short(place.commit)}`, answer);
  const answers = answersOf(answer.stdout.toString('utf8'));
  for (const [index, path] of asked.entries()) {
    const object = /^(?<name>[0-9a-f]{40,64}) (?<kind>blob|tree) \d+$/u.exec(answers[index] ?? '')?.groups;
    if (!object) continue;
    found.set(path, { place, kind: object['kind'] === 'blob' ? 'file' : 'folder', object: object['name'] ?? '' });
  }
  const missing = asked.filter((path) => !found.has(path));
  return missing.length === 0 ? found : new Map([...found, ...(await findInSubmodules(place, missing))]);
}

/** One answer per request: a link that leads out of the tree or nowhere is told in two lines, the second where it leads. */
function answersOf(text: string): readonly string[] {
  const answers: string[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length - 1; index += 1) {
    const line = lines[index] ?? '';
    answers.push(line);
    const size = /^(?:symlink|dangling|loop|notdir) (?<size>\d+)$/u.exec(line)?.groups?.['size'];
    if (size === undefined) continue;
    for (let left = Number(size); left >= 0;) {
      index += 1;
      left -= Buffer.byteLength(lines[index] ?? '') + 1;
    }
  }
  return answers;
}

/** The bytes of a file as they were committed. */
export async function readCommitted({ place, object }: Committed): Promise<Uint8Array> {
  const answer = await place.git(['cat-file', 'blob', object], { cwd: place.top });
  return answer.code === 0 ? answer.stdout : gitRefused(`read a file of ${short(place.commit)}`, answer);
}

/**
 * Every file at these paths or below them. A link to what is listed anyway stays a link; any other is replaced by what it leads
 * to, so that the files can lie elsewhere and read the same.
 * @param paths - from the repository's top on; the files get theirs as the beginning of their own.
 */
export async function listCommitted(
  place: CommitPlace,
  paths: readonly string[],
  above: readonly string[] = [],
): Promise<readonly CommittedFile[]> {
  const files: CommittedFile[] = [];
  for (const [path, found] of await findCommitted(place, paths)) {
    if (above.includes(found.object)) continue;
    if (found.kind === 'folder') files.push(...(await listFolder(place, path, found, above)));
    else files.push({ place: found.place, mode: '100644', object: found.object, path });
  }
  return files;
}

async function listFolder(
  place: CommitPlace,
  path: string,
  folder: Committed,
  above: readonly string[],
): Promise<readonly CommittedFile[]> {
  const files: CommittedFile[] = [];
  for (const entry of await readEntries(folder.place, ['ls-tree', '-r', '-z', '--full-tree', folder.object])) {
    const below = posix.join(path, entry.name);
    const leads = entry.mode === SUBMODULE || (entry.mode === LINK && (await leavesFolder(folder, entry)));
    const behind = leads ? await listCommitted(place, [below], [...above, folder.object]) : [];
    // A link that leads nowhere is kept, for whoever reads it to say so.
    if (behind.length > 0) files.push(...behind);
    else if (entry.mode !== SUBMODULE) {
      files.push({ place: folder.place, mode: entry.mode, object: entry.object, path: below });
    }
  }
  return files;
}

interface Entry {
  readonly mode: string;
  readonly object: string;
  /** Relative to the folder that was listed. */
  readonly name: string;
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
async function findInSubmodules(place: CommitPlace, paths: readonly string[]): Promise<ReadonlyMap<string, Committed>> {
  const found = new Map<string, Committed>();
  for (const submodule of await submodulesAbove(place, paths)) {
    const own = paths.filter((path) => path === submodule.name || path.startsWith(`${submodule.name}/`));
    const inner = { git: place.git, top: join(place.top, submodule.name), commit: submodule.object };
    if (!(await isFolder(inner.top)) || !(await holds(inner))) return notFetched(submodule);
    const inside = new Map(own.map((path) => [posix.relative(submodule.name, path) || '.', path]));
    for (const [path, one] of await findCommitted(inner, [...inside.keys()])) found.set(inside.get(path) ?? path, one);
  }
  return found;
}

/** More paths than this in one command may be more than a system takes. */
const PATHS_AT_ONCE = 500;

async function submodulesAbove(place: CommitPlace, paths: readonly string[]): Promise<readonly Entry[]> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = path; folder !== '.' && !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  }
  const all = [...folders];
  const entries: Entry[] = [];
  for (let start = 0; start < all.length; start += PATHS_AT_ONCE) {
    const some = all.slice(start, start + PATHS_AT_ONCE);
    entries.push(...(await readEntries(place, ['ls-tree', '-z', '--full-tree', place.commit, '--', ...some])));
  }
  return entries.filter(({ mode }) => mode === SUBMODULE);
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
