import { rm, symlink } from 'node:fs/promises';
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
    'package.json': '{"name":"@league/source","private":true,"workspaces":["apps/*"]}',
    'nx.json': '{\n  // no questions\n  "analytics": false,\n  "neverConnectToCloud": true\n}\n',
    'db/migrations/001_players.sql': 'CREATE TABLE players (id int PRIMARY KEY, team_id int);\n',
    'db/migrations/002_odd.sql': 'CREATE TABLE "a b" ("select" int, "Größe" text);\n',
    'apps/web/package.json': '{"name":"@league/web","dependencies":{"postgres":"3"},"scripts":{"build":"node -v"}}',
  });
  await symlink(join(REPOSITORY, 'node_modules'), join(project.root, 'node_modules'), 'junction');
});
afterEach(() => project.remove());

function environment(): Readonly<Record<string, string>> {
  return {
    ROWPACT_CACHE_DIR: cache,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    // A process for each plugin takes most of the time of a command; tests/published has Nx as it comes.
    NX_ISOLATE_PLUGINS: 'false',
    NX_CACHE_DIRECTORY: join(project.root, '.nx-cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(project.root, '.nx-data'),
    // node_modules is the repository's own: nothing may be installed into it.
    npm_config_dry_run: 'true',
  };
}

function nx(...args: readonly string[]): Promise<Outcome> {
  return tool('nx', args, { cwd: project.root, env: environment() });
}

function generate(generator: string, ...args: readonly string[]): Promise<Outcome> {
  return nx('generate', `@rowpact/nx:${generator}`, '--no-interactive', ...args);
}

/** What a user would commit. */
async function committed(): Promise<Readonly<Record<string, string>>> {
  const all = await project.contents();
  return Object.fromEntries(Object.entries(all).filter(([path]) => !/^(\.nx|node_modules)/.test(path)));
}

/** Runs a generator dry, then twice: the first writes nothing, and the last finds nothing to do. */
async function dryThenTwice(generator: string, ...args: readonly string[]): Promise<Outcome> {
  const before = await committed();
  expect(await generate(generator, ...args, '--dry-run')).toMatchObject({ code: 0 });
  expect(await committed()).toEqual(before);
  const outcome = await generate(generator, ...args);
  expect(outcome).toMatchObject({ code: 0 });
  const after = await committed();
  await generate(generator, ...args);
  expect(await committed()).toEqual(after);
  return outcome;
}

describe('nx generate @rowpact/nx:init', () => {
  it('makes a workspace in which Nx still works, and does nothing the second time', async () => {
    await dryThenTwice('init', '--skipPackageJson');
    expect(await project.read('nx.json')).toContain('// no questions');
    expect(await project.read('registry/README.md')).toContain('# Registry');
    expect(await nx('show', 'projects')).toMatchObject({ code: 0, stdout: expect.stringContaining('web') });
  });

  it('with --no-commit lets a target wait for the modules, beside what it waited for', async () => {
    await project.write(
      'apps/web/package.json',
      '{"name":"@league/web","scripts":{"build":"node -v","test":"node -v"},"nx":{"targets":{"test":{"dependsOn":["build"]}}}}',
    );
    await dryThenTwice('init', '--skipPackageJson', '--no-commit', '--syncTargets=build');
    const { targets } = JSON.parse((await nx('show', 'project', '@league/web', '--json')).stdout);
    expect(targets.build.dependsOn).toEqual(['generate-row-types']);
    expect(targets.build.inputs).toEqual(['default', '^default', { dependentTasksOutputFiles: '**/*.gen.ts' }]);
    expect(targets.build.syncGenerators).toEqual(['@rowpact/nx:sync']);
    expect(await nx('run', '@league/web:build', '--skip-sync')).toMatchObject({ code: 0 });
  });
});

describe('nx generate @rowpact/nx:producer and consumer', () => {
  it('write what rowpact and nx sync would have nothing to add to', async () => {
    await generate('init', '--skipPackageJson');
    const dry = await generate('producer', 'league', '--migrations=db/migrations', '--dry-run');
    expect(dry.stdout).toContain('CREATE registry/league/producer.yaml');
    expect(dry.stdout).toContain('CREATE registry/league/database/project.json');
    expect(Object.keys(await committed())).not.toContain('registry/league/producer.yaml');
    expect(await generate('producer', 'league', '--migrations=db/migrations')).toMatchObject({ code: 0 });

    const consumer = ['@league/web', '--output=src/rows.gen.ts', '--relations=players,"a b"'];
    const before = await committed();
    const shown = await generate('consumer', ...consumer, '--dry-run');
    expect(shown.stdout).toContain('CREATE apps/web/src/rows.gen.ts');
    expect(await committed()).toEqual(before);
    expect(await generate('consumer', ...consumer)).toMatchObject({ code: 0 });
    expect(await project.read('registry/league/consumers/web.yaml')).toContain('driver: postgres');
    expect(await project.read('apps/web/src/rows.gen.ts')).toContain('Größe');

    expect(await nx('sync:check')).toMatchObject({ code: 0 });
    const env = environment();
    expect(await rowpact(['generate', '--check'], { cwd: project.root, env })).toMatchObject({ code: 0 });
    const again = await generate('consumer', ...consumer);
    expect(again.code).toBe(1);
    expect(again.stdout + again.stderr).toContain('registry/league/consumers/web.yaml is there already');
  });

  it('say what stands in their way, and write nothing', async () => {
    const before = await committed();
    const unknown = await generate('consumer', 'no-such-project');
    expect(unknown.code).toBe(1);
    expect(unknown.stdout + unknown.stderr).toContain('this workspace has no project no-such-project');
    const first = await generate('consumer', '@league/web');
    expect(first.stdout + first.stderr).toContain('register the service that owns the database first');
    expect(await committed()).toEqual(before);
  });

  it('leave the file that has to be mended where the schema cannot be read, and fail', async () => {
    await project.write('db/migrations/003_bad.sql', 'ALTER TABLE playerz ADD COLUMN x int;\n');
    const outcome = await generate('producer', 'league', '--migrations=db/migrations');
    expect(outcome.code).toBe(1);
    expect(outcome.stdout + outcome.stderr).toContain('db/migrations/003_bad.sql:1');
    expect(await project.read('registry/league/producer.yaml')).toContain('migrations: db/migrations');
  });

  it('refuse a file outside the workspace', async () => {
    const outcome = await generate('producer', 'league', '--migrations=db/migrations', '--registry=../registry');
    expect(outcome.code).toBe(1);
    expect(outcome.stdout + outcome.stderr).toContain('lies outside this Nx workspace');
  });
});

describe('nx generate @rowpact/nx:deprecate', () => {
  it('announces, through the tree, and takes back', async () => {
    await generate('producer', 'league', '--migrations=db/migrations');
    await dryThenTwice('deprecate', 'players.team_id', '--reason=in several teams', '--removeAfter=2027-01-15');
    const lifecycle = await project.read('registry/league/lifecycle.yaml');
    expect(lifecycle).toContain('players.team_id:');
    expect(await generate('deprecate', '"a b"."select"', '--reason=never used')).toMatchObject({ code: 0 });
    expect(await generate('deprecate', 'players.team_id', '--revive')).toMatchObject({ code: 0 });
    expect(await project.read('registry/league/lifecycle.yaml')).not.toContain('players.team_id');
    const unknown = await generate('deprecate', 'players.teem_id', '--reason=x');
    expect(unknown.code).toBe(1);
    expect(unknown.stdout + unknown.stderr).toContain('did you mean players.team_id?');
  });
});

describe('nx generate @rowpact/nx:migration', () => {
  it('writes the next one, never over one that is there, and leads through a drop', async () => {
    await generate('producer', 'league', '--migrations=db/migrations');
    await project.write('db/migrations/003_taken.sql', 'CREATE TABLE taken (id int);\n');
    const before = await committed();
    const dry = await generate('migration', 'drop "a b"."select"', '--dry-run');
    expect(dry.stdout).toContain('CREATE db/migrations/004_drop_a_b_select.sql');
    expect(await committed()).toEqual(before);

    expect(await generate('migration', 'drop "a b"."select"')).toMatchObject({ code: 0 });
    const named = await generate('migration', 'fewer columns', '--drop=players.team_id');
    expect(named.stdout + named.stderr).toContain('nobody uses players.team_id');
    const written = { ...(await committed()) };
    expect(written['db/migrations/004_drop_a_b_select.sql']).toContain('ALTER TABLE "a b" DROP COLUMN "select";\n');
    expect(written['db/migrations/005_fewer_columns.sql']).toContain('ALTER TABLE players DROP COLUMN team_id;\n');
    delete written['db/migrations/004_drop_a_b_select.sql'];
    delete written['db/migrations/005_fewer_columns.sql'];
    expect(written).toEqual(before);

    const unknown = await generate('migration', 'x', '--drop=players.teem_id');
    expect(unknown.code).toBe(1);
    expect(unknown.stdout + unknown.stderr).toContain('did you mean players.team_id?');
  });
});
