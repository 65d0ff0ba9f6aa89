import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Git, gitIn } from '../run-git.js';

/** A real repository in a temporary folder, with no settings of the machine in it. */
export interface GitRepository {
  readonly folder: string;
  readonly git: Git;
  readonly env: Readonly<Record<string, string | undefined>>;
  run(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  link(path: string, target: string): void;
  remove(path: string): void;
  read(path: string): string;
  /** Writes, adds all and commits; answers the commit. */
  commit(message: string, files?: Readonly<Record<string, string>>): string;
  /** A clone of it, as CI makes one: `git clone` with these options, by `file://`. */
  clone(...options: readonly string[]): GitRepository;
}

const folders: string[] = [];

/** Removes what the tests of a file have made. */
export function removeRepositories(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rowpact-git-'));
  folders.push(folder);
  return folder;
}

export function gitRepository(): GitRepository {
  const repository = repositoryAt(temporaryFolder());
  repository.run('init', '--quiet', '--initial-branch=main');
  return repository;
}

function repositoryAt(folder: string): GitRepository {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_AUTHOR_NAME: 'Coach',
    GIT_AUTHOR_EMAIL: 'coach@westside.example',
    GIT_COMMITTER_NAME: 'Coach',
    GIT_COMMITTER_EMAIL: 'coach@westside.example',
  };
  const run = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  return {
    folder,
    git: gitIn(env),
    env,
    run,
    write,
    link: (path, target) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(target, join(folder, path));
    },
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    commit: (message, files = {}) => {
      write(files);
      run('add', '--all');
      run('commit', '--quiet', '--allow-empty', '--message', message);
      return run('rev-parse', 'HEAD');
    },
    clone: (...options) => {
      const to = join(temporaryFolder(), 'clone');
      run('clone', '--quiet', ...options, `file://${folder}`, to);
      return repositoryAt(to);
    },
  };
}
