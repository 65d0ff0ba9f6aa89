import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { newProject, type Project } from './project.js';
import { type Outcome, REPOSITORY, rowpact, tool } from './run-tool.js';

// Real Nx in a workspace of its own, with the built plugin as an installed package.
let cache: string;
let project: Project;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
afterAll(() => rm(cache, { recursive: true, force: true }));
beforeEach(async () => {
  project = await newProject({
    'package.json': '{"name":"league","private":true}',
    'nx.json': '{"analytics":false,"neverConnectToCloud":true}',
    'db/migrations/001_players.sql': 'CREATE TABLE players (id int PRIMARY KEY, team_id int);\n',
    'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db/migrations\n',
    'registry/league/consumers/web.yaml':
      'version: 1\nconsumer: web\nproducer: league\nsource: web\ngenerate:\n  file: src/rows.gen.ts\n  driver: pg\nrelations:\n  players: { wildcard: true }\n',
    'web/package.json': '{"name":"web"}',
  });
  await symlink(join(REPOSITORY, 'node_modules'), join(project.root, 'node_modules'), 'junction');
});
afterEach(() => project.remove());

function generate(...args: readonly string[]): Promise<Outcome> {
  return tool('nx', ['generate', '@rowpact/nx:row-types', '--no-interactive', ...args], {
    cwd: project.root,
    env: {
      ROWPACT_CACHE_DIR: cache,
      NX_DAEMON: 'false',
      NX_NO_CLOUD: 'true',
      NX_ISOLATE_PLUGINS: 'false',
      NX_CACHE_DIRECTORY: join(project.root, '.nx-cache'),
      NX_WORKSPACE_DATA_DIRECTORY: join(project.root, '.nx-data'),
    },
  });
}

/** What a user would commit. */
async function committed(): Promise<Readonly<Record<string, string>>> {
  const all = await project.contents();
  return Object.fromEntries(Object.entries(all).filter(([path]) => /^(registry|web)\//.test(path)));
}

describe('nx generate @rowpact/nx:row-types', () => {
  it('with --dry-run shows what would change, and writes nothing', async () => {
    const before = await committed();
    const outcome = await generate('--dry-run');
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('CREATE web/src/rows.gen.ts');
    expect(outcome.stdout).toContain('CREATE registry/league/schema/public.players.json');
    expect(await committed()).toEqual(before);
  });

  it('writes what rowpact snapshot and rowpact generate write, to the byte', async () => {
    const plain = await newProject({});
    await cp(project.root, plain.root, { recursive: true, filter: (path) => !path.includes('node_modules') });
    expect(await rowpact(['generate'], { cwd: plain.root, env: { ROWPACT_CACHE_DIR: cache } })).toMatchObject({
      code: 0,
    });
    expect(await generate()).toMatchObject({ code: 0 });
    const expected = Object.entries(await plain.contents()).filter(([path]) => /^(registry|web)\//.test(path));
    expect(await committed()).toEqual(Object.fromEntries(expected));
    await plain.remove();
    const again = await generate();
    expect(again.stdout + again.stderr).toContain('row types are up to date');
    expect(again.stdout).not.toMatch(/^(CREATE|UPDATE|DELETE) /m);
  });

  it('follows a migration, for the consumer that is named', async () => {
    await generate('web');
    await project.write('db/migrations/002_drop.sql', 'ALTER TABLE players DROP COLUMN team_id;\n');
    const outcome = await generate('web');
    expect(outcome.stdout).toContain('UPDATE web/src/rows.gen.ts');
    expect(await project.read('web/src/rows.gen.ts')).not.toContain('team_id');
  });

  it('fails with the place when a migration fails, and writes nothing', async () => {
    await project.write('db/migrations/002_bad.sql', 'ALTER TABLE playerz ADD COLUMN x int;\n');
    const before = await committed();
    const outcome = await generate();
    expect(outcome.code).toBe(1);
    expect(outcome.stdout + outcome.stderr).toContain('db/migrations/002_bad.sql:1');
    expect(outcome.stdout + outcome.stderr).toContain('SQLSTATE 42P01');
    expect(await committed()).toEqual(before);
  });
});

describe('in this repository', () => {
  it('has nothing to change', async () => {
    const outcome = await tool('nx', ['generate', '@rowpact/nx:row-types', '--dry-run', '--no-interactive'], {
      cwd: REPOSITORY,
      env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
    });
    expect(outcome.stdout + outcome.stderr).toContain('row types are up to date');
    expect(outcome.code).toBe(0);
  });
});
