import { execFile, type ExecFileException } from 'node:child_process';
import { fail, FailureError } from '@rowpact/model';

/** What one run of git answered. A code other than 0 is an answer too: the caller knows what it means. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRun {
  /** The folder it runs in, absolute. */
  readonly cwd: string;
  readonly input?: string | Buffer;
  /** Another index than the repository's own, so that the user's stays as it is. */
  readonly indexFile?: string;
}

/** Runs the user's own git, without a shell. Fails (`git-failed`) only where it cannot be started. */
export type Git = (args: readonly string[], run: GitRun) => Promise<GitAnswer>;

const MOST_BYTES = 2 ** 29;

/** No prompt, no download of large files, no lock on the user's index, English words. */
const QUIET = { GIT_TERMINAL_PROMPT: '0', GIT_LFS_SKIP_SMUDGE: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };

/** The user's git in the environment of the command. */
export function gitIn(env: Readonly<Record<string, string | undefined>>): Git {
  const outer = withoutHook(env);
  return (args, { cwd, input, indexFile }) =>
    new Promise((resolve, reject) => {
      const own = indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile };
      const options = { cwd, env: { ...outer, ...QUIET, ...own }, encoding: 'buffer', maxBuffer: MOST_BYTES } as const;
      const child = execFile('git', args, options, (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr: stderr.toString('utf8') });
        else if (typeof error.code === 'number') {
          resolve({ code: error.code, stdout, stderr: stderr.toString('utf8') });
        } else reject(notRun(error, args));
      });
      // A child that is gone before it has read everything closes the pipe; its exit code says why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
}

/** Inside a hook git sets where it works itself; those places are relative to another folder than ours. */
function withoutHook(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
  const { GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = env;
  if (rest['GIT_DIR'] === undefined || rest['GIT_WORK_TREE'] !== undefined) return rest;
  const { GIT_DIR: _directory, ...others } = rest;
  return others;
}

/** `execFile` answers with a text for a code where no process came to be, and with a signal where one was killed. */
function notRun(error: ExecFileException, args: readonly string[]): FailureError {
  if (error.code === 'ENOENT') {
    return new FailureError({
      code: 'git-failed',
      message: 'git could not be started: it is not installed, or the folder it was to run in is gone',
      hint: 'install git where this runs, or name the base without it: `--from REVISION`',
    });
  }
  const command = args.find((arg) => !arg.startsWith('-')) ?? '';
  return new FailureError({
    code: 'git-failed',
    message: `git ${command} was stopped (${error.signal ?? String(error.code ?? error.message)})`,
    hint: 'run the command again',
  });
}

/** Ends the command where git refused what it always does in a repository that is in order. */
export function gitRefused(what: string, { stderr, code }: GitAnswer): never {
  const lines = stderr.trim().split('\n').slice(0, 6);
  const dubious = stderr.includes('dubious ownership');
  return fail({
    code: 'git-failed',
    message: `git could not ${what}: ${lines[0]?.replace(/^(?:fatal|error): /u, '') || `exit code ${String(code)}`}`,
    hint: dubious
      ? 'the repository belongs to another user: run `git config --global --add safe.directory "$PWD"` in its top folder'
      : 'run `git fsck` in the repository to see what is wrong with it',
    ...(lines.length > 1 && { detail: lines.slice(1) }),
  });
}
