import { mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError } from '@rowpact/model';
import { afterEach, describe, expect, it } from 'vitest';
import { type BaseTree, filesAtMergeBase } from './base-tree.js';
import { gitIn } from './run-git.js';
import { type GitRepository, gitRepository, removeRepositories, temporaryFolder } from './testing/git-repository.js';

afterEach(removeRepositories);

const PLAYERS = 'create table players (id int);\n';
const TEAMS = 'create table teams (id int);\n';

const at = (repository: GitRepository, ref = 'main', folder = ''): Promise<BaseTree> =>
  filesAtMergeBase({ root: join(repository.folder, folder), ref, git: repository.git });
const text = async (tree: BaseTree, path: string): Promise<string | null> => {
  const bytes = await tree.read(path);
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
};

async function failureOf(work: Promise<unknown>): Promise<FailureError['failures'][0]> {
  const error: unknown = await work.then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failures[0];
  throw error instanceof Error ? error : new Error(String(error));
}

describe('the merge-base', () => {
  it('is where HEAD left the branch: what the branch gained since is not in it', async () => {
    const repository = gitRepository();
    const parted = repository.commit('players', { 'db/001_players.sql': PLAYERS });
    repository.run('checkout', '--quiet', '-b', 'teams');
    repository.commit('teams', { 'db/002_teams.sql': TEAMS });
    repository.run('checkout', '--quiet', 'main');
    repository.commit('outbox', { 'db/002_outbox.sql': 'create table outbox (id int);\n' });
    repository.run('checkout', '--quiet', 'teams');
    const tree = await at(repository);
    expect(tree).toMatchObject({ commit: parted, ref: 'main', notes: [] });
    expect(await tree.list('db')).toEqual(['db/001_players.sql']);
    repository.run('checkout', '--quiet', '--detach');
    expect((await at(repository)).commit).toBe(parted);
  });

  it('is named by branch, tag or commit, and never by an option', async () => {
    const repository = gitRepository();
    const commit = repository.commit('players', { 'db/001_players.sql': PLAYERS });
    repository.run('tag', '--annotate', '--message', 'one', 'v1');
    repository.commit('teams', { 'db/002_teams.sql': TEAMS });
    for (const ref of ['v1', commit, commit.slice(0, 8), 'HEAD~1'])
      expect((await at(repository, ref)).commit).toBe(commit);
    expect((await failureOf(at(repository, '--all'))).code).toBe('base-unknown');
  });

  it('is one of several where two branches were merged into each other, and that is said', async () => {
    const repository = gitRepository();
    repository.commit('players', { 'db/001_players.sql': PLAYERS });
    repository.run('checkout', '--quiet', '-b', 'teams');
    const teams = repository.commit('teams', { 'db/002_teams.sql': TEAMS });
    repository.run('checkout', '--quiet', 'main');
    const outbox = repository.commit('outbox', { 'db/003_outbox.sql': TEAMS });
    repository.run('merge', '--quiet', '--no-edit', 'teams');
    repository.run('checkout', '--quiet', 'teams');
    repository.run('merge', '--quiet', '--no-edit', outbox);
    repository.commit('more', { 'db/004_more.sql': TEAMS });
    const tree = await at(repository);
    expect([teams, outbox]).toContain(tree.commit);
    expect(tree.commit).toBe(repository.run('merge-base', 'main', 'HEAD'));
    expect(tree.notes).toEqual([expect.stringContaining('have 2 merge-bases')]);
  });
});

describe('what stands in the way', () => {
  it('is a ref that is not here: which there are, and how to fetch it', async () => {
    const origin = gitRepository();
    origin.commit('players', { 'db/001_players.sql': PLAYERS });
    origin.run('checkout', '--quiet', '-b', 'teams');
    origin.commit('teams', { 'db/002_teams.sql': TEAMS });
    const clone = origin.clone('--single-branch', '--branch=teams');
    const failure = await failureOf(at(clone, 'origin/main'));
    expect(failure).toMatchObject({ code: 'base-unknown', detail: expect.arrayContaining(['origin/teams']) });
    expect(failure.hint).toContain('git fetch origin main:refs/remotes/origin/main');
    clone.run('fetch', '--quiet', 'origin', 'main:refs/remotes/origin/main');
    expect(await (await at(clone, 'origin/main')).list('.')).toEqual(['db/001_players.sql']);
    expect((await failureOf(at(origin, 'mian'))).message).toBe('git knows no mian here; did you mean main?');
  });

  it('is a shallow clone that does not hold the common commit, and one that may not hold the last is noted', async () => {
    const origin = gitRepository();
    origin.commit('players', { 'db/001_players.sql': PLAYERS });
    origin.run('checkout', '--quiet', '-b', 'teams');
    origin.commit('teams', { 'db/002_teams.sql': TEAMS });
    origin.run('checkout', '--quiet', 'main');
    origin.commit('outbox', { 'db/003_outbox.sql': TEAMS });
    origin.run('checkout', '--quiet', 'teams');
    const shallow = origin.clone('--depth=1', '--no-single-branch');
    const failure = await failureOf(at(shallow, 'origin/main'));
    expect(failure.code).toBe('base-unknown');
    expect(failure.hint).toMatch(/fetch-depth: 0.*git fetch --unshallow/u);
    const deeper = origin.clone('--depth=2', '--no-single-branch');
    expect((await at(deeper, 'origin/main')).notes).toEqual([expect.stringContaining('shallow')]);
  });

  it('is a history that has nothing in common, no commit, no repository, no git', async () => {
    const repository = gitRepository();
    expect((await failureOf(at(repository))).code).toBe('base-unknown');
    repository.commit('players', { 'db/001_players.sql': PLAYERS });
    repository.run('checkout', '--quiet', '--orphan', 'other');
    repository.commit('other');
    expect(await failureOf(at(repository))).toMatchObject({ message: 'HEAD and main have no commit in common' });
    expect(await failureOf(at({ ...repository, folder: temporaryFolder() }))).toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('in no git repository'),
    });
    const none = { ...repository, git: gitIn({ PATH: temporaryFolder() }) };
    expect(await failureOf(at(none))).toMatchObject({
      code: 'git-failed',
      hint: expect.stringContaining('install git'),
    });
  });

  it('is a path outside the repository', async () => {
    const repository = gitRepository();
    repository.commit('players', { 'db/001_players.sql': PLAYERS });
    const tree = await at(repository);
    expect((await failureOf(tree.checkOut(['../basketball-api/migrations'], temporaryFolder()))).code).toBe(
      'base-unknown',
    );
    expect(await tree.read('../secrets.sql')).toBeNull();
  });
});

describe('the files', () => {
  it('have paths from the registry on, wherever that lies, with any name', async () => {
    const repository = gitRepository();
    repository.commit('players', {
      'services/spieler api/db/ä "1" b.sql': PLAYERS,
      'services/spieler api/[a]*.sql': TEAMS,
      'shared/types.sql': TEAMS,
    });
    const tree = await at(repository, 'main', 'services/spieler api');
    expect(await tree.list('.')).toEqual(['[a]*.sql', 'db/ä "1" b.sql']);
    expect(await tree.list('../../shared')).toEqual(['../../shared/types.sql']);
    expect(await text(tree, 'db/ä "1" b.sql')).toBe(PLAYERS);
    expect([await tree.read('db'), await tree.read('none'), await tree.list('none')]).toEqual([null, null, []]);
    const folder = temporaryFolder();
    const root = await tree.checkOut(['db', '../../shared', '[a]*.sql'], folder);
    expect(readFileSync(join(root, 'db/ä "1" b.sql'), 'utf8')).toBe(PLAYERS);
    expect(readFileSync(join(root, '../../shared/types.sql'), 'utf8')).toBe(TEAMS);
    expect(repository.run('status', '--porcelain')).toBe('');
  });

  it('have the line ends of the checkout', async () => {
    const repository = gitRepository();
    repository.commit('players', { 'db/001_players.sql': PLAYERS });
    const clone = repository.clone('--config', 'core.autocrlf=true');
    const root = await (await at(clone)).checkOut(['db'], temporaryFolder());
    expect(readFileSync(join(root, 'db/001_players.sql'), 'utf8')).toBe(clone.read('db/001_players.sql'));
    expect(clone.read('db/001_players.sql')).toContain('\r\n');
  });

  it('come through links as on disk: kept within the folder, followed to what lies elsewhere', async () => {
    const repository = gitRepository();
    repository.write({ 'shared/1/001_players.sql': PLAYERS, 'api/db/v2/002_teams.sql': TEAMS });
    repository.link('migrations', 'api/db');
    repository.link('api/db/001_players.sql', '../../shared/1/001_players.sql');
    repository.link('api/db/current', 'v2');
    repository.link('api/db/gone.sql', '/nowhere/else.sql');
    repository.commit('links');
    const tree = await at(repository);
    const root = await tree.checkOut(['migrations'], temporaryFolder());
    expect(readFileSync(join(root, 'migrations/001_players.sql'), 'utf8')).toBe(PLAYERS);
    expect(realpathSync(join(root, 'migrations/current'))).toBe(join(root, 'migrations/v2'));
    expect(() => statSync(join(root, 'migrations/gone.sql'))).toThrow('ENOENT');
    expect(await text(tree, 'migrations/v2/002_teams.sql')).toBe(TEAMS);
  });

  it('are found in a worktree, in a sparse checkout, and in a hook', async () => {
    const repository = gitRepository();
    repository.commit('players', { 'db/001_players.sql': PLAYERS, 'app/main.ts': '' });
    const linked = join(temporaryFolder(), 'worktree');
    repository.run('worktree', 'add', '--quiet', '-b', 'teams', linked);
    expect(await (await at({ ...repository, folder: linked })).list('db')).toEqual(['db/001_players.sql']);
    repository.run('sparse-checkout', 'set', 'app');
    const tree = await filesAtMergeBase({
      root: join(repository.folder, 'app'),
      ref: 'main',
      git: gitIn({ ...repository.env, GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: 'app/' }),
    });
    const root = await tree.checkOut(['../db'], temporaryFolder());
    expect(readFileSync(join(root, '../db/001_players.sql'), 'utf8')).toBe(PLAYERS);
  });

  it('are looked for in a submodule at the commit it had then', async () => {
    const api = gitRepository();
    api.commit('players', { 'db/001_players.sql': PLAYERS });
    const repository = gitRepository();
    repository.run('submodule', '--quiet', 'add', `file://${api.folder}`, 'api');
    repository.commit('with the api');
    api.commit('teams', { 'db/002_teams.sql': TEAMS });
    repository.run('-C', 'api', 'pull', '--quiet', 'origin', 'main');
    repository.run('checkout', '--quiet', '-b', 'teams');
    repository.commit('newer api');
    const tree = await at(repository);
    expect(await tree.list('api/db')).toEqual(['api/db/001_players.sql']);
    const root = await tree.checkOut(['api/db'], temporaryFolder());
    expect(readFileSync(join(root, 'api/db/001_players.sql'), 'utf8')).toBe(PLAYERS);
    repository.remove('api');
    mkdirSync(join(repository.folder, 'api'));
    expect(await failureOf(tree.list('api/db'))).toMatchObject({
      code: 'base-unknown',
      hint: expect.stringContaining('git submodule update --init api'),
    });
  });

  it('are refused where Git LFS keeps them', async () => {
    const repository = gitRepository();
    repository.commit('players', {
      'db/001_players.sql': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    });
    const failure = await failureOf((await at(repository)).checkOut(['db'], temporaryFolder()));
    expect(failure).toMatchObject({ code: 'base-unknown', message: expect.stringContaining('Git LFS') });
  });
});
