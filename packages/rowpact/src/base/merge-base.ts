import { fail, nearestName } from '@rowpact/model';
import { type Git, type GitAnswer, gitRefused } from './run-git.js';

/** Where two lines of history parted, and the repository it was asked of. */
export interface MergeBase {
  readonly commit: string;
  /** Absolute path of the working tree's top folder. */
  readonly top: string;
  /** The way from there to the folder that was asked about: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly notes: readonly string[];
}

interface Question {
  readonly root: string;
  readonly ref: string;
  readonly git: Git;
}

/**
 * The commit at which HEAD left the line of `ref`: never the tip, which may hold what HEAD has not seen. Nothing is fetched.
 * @throws FailureError: `git-failed` without git or a repository, `base-unknown` where the ref or a common commit is not there.
 */
export async function findMergeBase({ root, ref, git }: Question): Promise<MergeBase> {
  const { top, prefix } = await repositoryOf(root, git);
  const ask: Question = { root: top, ref, git };
  const theirs = (await commitOf(ref, ask)) ?? (await unknownRef(ask));
  const ours = (await commitOf('HEAD', ask)) ?? noCommit();
  const shallow =
    (await git(['rev-parse', '--is-shallow-repository'], { cwd: top })).stdout.toString().trim() === 'true';
  const answer = await git(['merge-base', '--all', theirs, ours], { cwd: top });
  if (answer.code > 1) return gitRefused(`find where HEAD left ${ref}`, answer);
  const [commit, ...others] = answer.stdout.toString().split('\n').filter(Boolean);
  if (commit === undefined) return shallow ? cutOff(ask) : unrelated(ask);
  return { commit, top, prefix, notes: [...severalNote(ref, commit, others.length), ...shallowNote(shallow, commit)] };
}

async function repositoryOf(root: string, git: Git): Promise<Pick<MergeBase, 'top' | 'prefix'>> {
  const top = await git(['rev-parse', '--show-toplevel'], { cwd: root });
  if (top.code !== 0) return noRepository(top);
  const prefix = await git(['rev-parse', '--show-prefix'], { cwd: root });
  return { top: lineOf(top), prefix: lineOf(prefix) };
}

/** One line of git's output; only its end is cut, since a folder's name may end with a space. */
function lineOf({ stdout }: GitAnswer): string {
  return stdout.toString('utf8').replace(/\r?\n$/u, '');
}

function noRepository(answer: GitAnswer): never {
  const { stderr } = answer;
  if (/not a git repository/iu.test(stderr)) {
    return fail({
      code: 'git-failed',
      message: 'the folder that holds the registry is in no git repository, so there is no base to compare with',
      hint: 'run this in a checkout of the repository, or name the base without git: `--from REVISION`',
    });
  }
  if (/must be run in a work tree/u.test(stderr)) {
    return fail({
      code: 'git-failed',
      message: 'the repository has no working tree here, so there is nothing to compare its base with',
      hint: 'run this in a checkout of the repository',
    });
  }
  return gitRefused('look into the repository of the registry', answer);
}

/** The commit a name stands for, tags followed; null where there is none here. */
async function commitOf(name: string, { root, git }: Question): Promise<string | null> {
  // What begins with a dash would be an option; no ref can.
  if (name === '' || name.startsWith('-')) return null;
  const answer = await git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], { cwd: root });
  const commit = answer.stdout.toString().trim();
  return answer.code === 0 && /^[0-9a-f]{40,64}$/u.test(commit) ? commit : null;
}

const SHOWN = 12;

async function unknownRef({ root, ref, git }: Question): Promise<never> {
  const refs = await linesOf(['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags']);
  const remotes = await linesOf(['remote']);
  const remote = remotes.find((name) => ref.startsWith(`${name}/`));
  const nearest = nearestName(ref, refs);
  const more = refs.length > SHOWN ? [`and ${String(refs.length - SHOWN)} more`] : [];
  return fail({
    code: 'base-unknown',
    message: `git knows no ${ref} here${nearest === null ? '' : `; did you mean ${nearest}?`}`,
    hint: `${fetchOf(ref, remote)}; nothing is fetched by itself`,
    detail: refs.length === 0 ? ['there is no branch and no tag here'] : [...refs.slice(0, SHOWN), ...more],
  });

  async function linesOf(args: readonly string[]): Promise<readonly string[]> {
    return (await git(args, { cwd: root })).stdout.toString('utf8').split('\n').filter(Boolean);
  }
}

/** A refspec of its own: a clone of a single branch would not keep what it fetches. */
function fetchOf(ref: string, remote: string | undefined): string {
  if (remote === undefined) return 'name a branch, tag or commit that is here, or fetch it first';
  const branch = ref.slice(remote.length + 1);
  return `run \`git fetch ${remote} ${branch}:refs/remotes/${ref}\` first`;
}

function noCommit(): never {
  return fail({
    code: 'base-unknown',
    message: 'the repository has no commit yet, so there is no base to compare with',
    hint: 'commit first, or name the base without git: `--from REVISION`',
  });
}

function cutOff({ ref }: Question): never {
  return fail({
    code: 'base-unknown',
    message: `this clone is shallow: the commit at which HEAD left ${ref} is not in it`,
    hint: 'fetch the whole history: `fetch-depth: 0` in actions/checkout, `GIT_DEPTH: 0` in GitLab CI, or `git fetch --unshallow`',
  });
}

function unrelated({ ref }: Question): never {
  return fail({
    code: 'base-unknown',
    message: `HEAD and ${ref} have no commit in common`,
    hint: 'name a branch that HEAD was made from, or name the base without git: `--from REVISION`',
  });
}

function severalNote(ref: string, commit: string, others: number): readonly string[] {
  if (others === 0) return [];
  return [
    `HEAD and ${ref} were merged into each other and have ${String(others + 1)} merge-bases: ${short(commit)} is taken, the best one that git names`,
  ];
}

/** A longer history could hold a later commit that both have. */
function shallowNote(shallow: boolean, commit: string): readonly string[] {
  if (!shallow) return [];
  return [
    `this clone is shallow: ${short(commit)} is the last common commit that it holds, and a later one may be missing`,
  ];
}

/** A commit as people read it. */
export function short(commit: string): string {
  return commit.slice(0, 10);
}
