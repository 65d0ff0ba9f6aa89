import { mkdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { byCodeUnit, fail } from '@rowpact/model';
import {
  type CommitPlace,
  type CommittedFile,
  findCommitted,
  listCommitted,
  readCommitted,
} from './committed-files.js';
import { findMergeBase, short } from './merge-base.js';
import { type Git, gitRefused } from './run-git.js';

/** The files as they were where HEAD left a branch. Every path starts at the folder that holds the registry. */
export interface BaseTree {
  readonly commit: string;
  /** The ref that was asked for. */
  readonly ref: string;
  /** How the commit was chosen, where a person may have expected another. */
  readonly notes: readonly string[];
  /** The bytes that were committed; null where no file was there. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  /** Every file below a folder, sorted; the path itself where it is a file; none where nothing was there. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Those of the paths at which a file was. */
  readonly filesAmong: (paths: readonly string[]) => Promise<readonly string[]>;
  /**
   * Writes what was at these paths below a folder of the caller's (absolute, outside the repository), line ends as in the user's
   * own checkout, and answers which folder in it stands for the one that holds the registry. Later calls add to it.
   */
  readonly checkOut: (paths: readonly string[], into: string) => Promise<string>;
}

/**
 * The files at the merge-base of HEAD and a ref: what the ref has gained since then is not in it.
 * @param root - the folder that holds the registry, absolute; it may lie anywhere in its repository.
 * @throws FailureError: `git-failed`, `base-unknown`.
 */
export async function filesAtMergeBase(question: {
  readonly root: string;
  readonly ref: string;
  readonly git: Git;
}): Promise<BaseTree> {
  const { commit, top, prefix, notes } = await findMergeBase(question);
  const place: CommitPlace = { git: question.git, top, commit };
  const inRepository = (path: string): string => fromTop(prefix, path) ?? outside(path);
  return {
    commit,
    ref: question.ref,
    notes,
    read: async (path) => {
      const whole = fromTop(prefix, path);
      const found = whole === null ? undefined : (await findCommitted(place, [whole])).get(whole);
      return found?.kind === 'file' ? readCommitted(found) : null;
    },
    list: async (folder) => {
      const files = await listCommitted(place, [inRepository(folder)]);
      return files.map((file) => posix.relative(prefix, file.path)).sort(byCodeUnit);
    },
    filesAmong: async (paths) => {
      const wholes = paths.map((path) => fromTop(prefix, path));
      const found = await findCommitted(
        place,
        wholes.filter((whole) => whole !== null),
      );
      return paths.filter((_, index) => found.get(wholes[index] ?? '')?.kind === 'file');
    },
    checkOut: async (paths, into) => {
      const files = await listCommitted(place, paths.map(inRepository));
      await mkdir(into, { recursive: true });
      await writeOut(files, into);
      const root = join(into, 'files', prefix);
      await mkdir(root, { recursive: true });
      return root;
    },
  };
}

/** A path from the top of the repository on; null for one that leaves it. */
function fromTop(prefix: string, path: string): string | null {
  const whole = posix.join(prefix, path).replace(/(?<=.)\/$/u, '');
  return whole === '..' || whole.startsWith('../') ? null : whole;
}

function outside(path: string): never {
  return fail({
    code: 'base-unknown',
    message: `${path} lies outside the git repository that holds the registry, so the base does not tell what was there`,
    hint: 'name the base without git: `--from REVISION`',
    location: { file: path },
  });
}

/** git itself writes them, from an index of its own: with line ends, encodings and links as in any checkout. */
async function writeOut(files: readonly CommittedFile[], into: string): Promise<void> {
  const folder = join(into, 'files');
  const tops = [...new Set(files.map(({ place }) => place.top))];
  for (const [index, top] of tops.entries()) {
    const own = files.filter(({ place }) => place.top === top);
    const [{ place } = { place: null }] = own;
    if (place === null) continue;
    const run = { cwd: top, indexFile: join(into, `index-${String(index)}`) };
    const entries = own.map(({ mode, object, path }) => `${mode} ${object}\t${path}\0`);
    await mustRun(place, ['update-index', '-z', '--index-info'], { ...run, input: entries.join('') });
    await mustRun(place, [...PLAIN_INDEX, 'checkout-index', '--all', '--force', `--prefix=${folder}/`], run);
  }
  await refuseLargeFiles(files, folder);
}

/** What a user may have set to make the own index faster or smaller does not fit one that is made for one use. */
const PLAIN_INDEX = [
  ...['core.sparseCheckout=false', 'core.splitIndex=false', 'core.fsmonitor=false', 'core.untrackedCache=false'],
].flatMap((setting) => ['-c', setting]);

async function mustRun({ git, commit }: CommitPlace, args: readonly string[], run: Parameters<Git>[1]): Promise<void> {
  const answer = await git(args, run);
  if (answer.code !== 0) gitRefused(`write out the files of ${short(commit)}`, answer);
}

const LARGE_FILE = 'version https://git-lfs.github.com/spec/';

/** What Git LFS keeps elsewhere would be read as if its pointer were the migration. */
async function refuseLargeFiles(files: readonly CommittedFile[], folder: string): Promise<void> {
  for (const { path } of files) {
    if (!/\.sql$/iu.test(path)) continue;
    const text = await readFile(join(folder, path), 'latin1').catch(() => '');
    if (!text.startsWith(LARGE_FILE)) continue;
    fail({
      code: 'base-unknown',
      message: `${path} is kept in Git LFS, so the repository itself does not hold what it was at the base`,
      hint: 'keep migrations out of Git LFS, or name the base without git: `--from REVISION`',
    });
  }
}
