import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FailureError } from '@rowpact/model';
import { readMigrations } from '@rowpact/postgres';
import { readRegistry } from '@rowpact/registry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesAtMergeBase } from './base-tree.js';
import { type BaseMigrations, migrationsAt } from './migrations-at.js';
import { pendingMigrations } from './pending-migrations.js';
import { type GitRepository, gitRepository, removeRepositories, temporaryFolder } from './testing/git-repository.js';

// A temporary folder of this test's own: what is left in it, this test has left.
const outer = process.env['TMPDIR'];
beforeEach(() => {
  process.env['TMPDIR'] = temporaryFolder();
});
afterEach(() => {
  if (outer === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outer;
  removeRepositories();
});

const producer = (schema: string): string => `version: 1\nproducer: basketball-api\nschema:\n  ${schema}\n`;
const REGISTERED = 'registry/basketball-api/producer.yaml';
const world = { uninterrupted: <Result>(work: () => Promise<Result>): Promise<Result> => work() };

async function both(repository: GitRepository, folder = '') {
  const root = join(repository.folder, folder);
  const [entry] = (await readRegistry(join(root, 'registry'))).producers;
  const source = entry?.producer.source;
  if (!entry || !source || source.kind === 'database') throw new Error('no producer with migrations');
  const tree = await filesAtMergeBase({ root, ref: 'main', git: repository.git });
  const at = (): Promise<BaseMigrations> =>
    migrationsAt({ tree, entry: { ...entry, path: REGISTERED }, source, world });
  const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('rowpact-base-'));
  return { at, left, head: await readMigrations(source, root) };
}

describe('the migrations of the base', () => {
  it('have the labels, hashes and paths of the same files on disk, and leave nothing behind', async () => {
    const repository = gitRepository();
    repository.commit('players', {
      [`services/api/${REGISTERED}`]: producer('migrations: db'),
      'services/api/db/001_players.sql': '\\ir ../parts/players.sql\n\\i roles.sql\nselect 1;\n',
      'services/api/parts/players.sql': '\\ir deeper/types.sql\ncreate table players (id int);\n',
      'services/api/parts/deeper/types.sql': 'create type a as enum ();\n',
      'services/api/roles.sql': 'select 2;\n',
    });
    repository.run('checkout', '--quiet', '-b', 'teams');
    repository.commit('teams', {
      'services/api/db/002_teams.sql': 'create table teams (id int);\n',
    });
    const { at, left, head } = await both(repository, 'services/api');
    const { plan, kind, notes } = await at();
    expect(plan.migrations).toEqual(head.migrations.slice(0, 1));
    expect(plan.migrations[0]?.included).toHaveLength(3);
    expect([kind, notes, left()]).toEqual(['migrations', [], []]);
    expect(pendingMigrations(plan, head)).toMatchObject({ pending: [{ label: '002_teams' }], changes: [] });
  });

  it('are looked for where the producer.yaml of the base had them', async () => {
    const repository = gitRepository();
    repository.commit('players', {
      [REGISTERED]: producer('migrations: { folder: old, ignore: ["*_seed.sql"] }'),
      'old/001_players.sql': 'create table players (id int);\n',
      'old/000_seed.sql': 'insert into players values (1);\n',
    });
    repository.run('checkout', '--quiet', '-b', 'move');
    repository.run('mv', 'old', 'database');
    repository.run('rm', '--quiet', '--force', 'database/000_seed.sql');
    repository.commit('moved', { [REGISTERED]: producer('migrations: database') });
    const { at, head } = await both(repository);
    const { plan } = await at();
    expect(plan.migrations.map(({ path }) => path)).toEqual(['old/001_players.sql']);
    expect(pendingMigrations(plan, head)).toMatchObject({ pending: [], changes: [], notes: [] });
  });

  it('are looked for where they are today where the base had no registry, or one that cannot be read', async () => {
    const repository = gitRepository();
    repository.commit('players', { 'db/001_players.sql': 'create table players (id int);\n' });
    repository.run('checkout', '--quiet', '-b', 'register');
    repository.commit('registry', { [REGISTERED]: producer('migrations: db') });
    const first = await (await both(repository)).at();
    expect(first.plan.migrations).toHaveLength(1);
    expect(first.notes).toEqual([expect.stringMatching(/producer\.yaml was not there at .*where they are today/u)]);
    repository.run('checkout', '--quiet', 'main');
    repository.commit('nonsense', { [REGISTERED]: 'version: 99\n' });
    repository.run('checkout', '--quiet', '-b', 'mend');
    repository.commit('mended', { [REGISTERED]: producer('migrations: db') });
    expect((await (await both(repository)).at()).notes).toEqual([expect.stringContaining('cannot be read')]);
  });

  it('are none where the folder was not there yet, and that is said', async () => {
    const repository = gitRepository();
    repository.commit('nothing', { 'README.md': 'Basketball\n' });
    repository.run('checkout', '--quiet', '-b', 'begin');
    repository.commit('players', { [REGISTERED]: producer('migrations: db'), 'db/001_players.sql': 'select 1;\n' });
    const { plan, notes } = await (await both(repository)).at();
    expect(plan.migrations).toEqual([]);
    expect(notes.at(-1)).toMatch(/^basketball-api had no migrations at [0-9a-f]{10}: all of them are new/u);
  });

  it('are a schema file where the producer has one', async () => {
    const repository = gitRepository();
    repository.commit('players', { [REGISTERED]: producer('file: schema.sql'), 'schema.sql': 'select 1;\n' });
    repository.run('checkout', '--quiet', '-b', 'more');
    repository.commit('more', { 'schema.sql': 'select 2;\n' });
    const { at, head } = await both(repository);
    const { kind, plan } = await at();
    expect([kind, plan.migrations[0]?.text]).toEqual(['schema file', 'select 1;\n']);
    expect(plan.migrations[0]?.hash).not.toBe(head.migrations[0]?.hash);
  });

  it('say the commit where they cannot be read, and leave nothing behind', async () => {
    const repository = gitRepository();
    const commit = repository.commit('players', {
      [REGISTERED]: producer('migrations: db'),
      'db/001_players.sql': '\\ir gone.sql\n',
    });
    repository.run('checkout', '--quiet', '-b', 'mend');
    repository.commit('mended', { 'db/001_players.sql': 'select 1;\n' });
    const { at, left } = await both(repository);
    const error: unknown = await at().catch((reason: unknown) => reason);
    expect(error instanceof FailureError && error.failures).toMatchObject([
      {
        code: 'migration-unreadable',
        message: `db/001_players.sql:1 includes gone.sql, which is not there (at ${commit.slice(0, 10)}, the base)`,
        location: { file: 'db/001_players.sql', line: 1 },
      },
    ]);
    expect(left()).toEqual([]);
  });
});
