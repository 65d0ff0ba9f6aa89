import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { affected, outputOf } from './affected.js';
import { leagueFiles, MIGRATIONS, MODULE } from './league.js';
import { installNx, NX_23, NX_24 } from './nx-installation.js';
import { newWorkspace, type NxWorkspace } from './nx-workspace.js';

// The second way of work: generated modules are in .gitignore, and builds wait for the target that writes them.

/** A build whose output tells which module it read. */
const BUILD =
  "const { copyFileSync, mkdirSync } = require('node:fs');\nmkdirSync('dist', { recursive: true });\ncopyFileSync('src/database.gen.ts', 'dist/rows.txt');\n";

const WAITS = {
  build: {
    cache: true,
    outputs: ['{projectRoot}/dist'],
    dependsOn: ['^build', 'generate-row-types'],
    inputs: ['default', '^default', { dependentTasksOutputFiles: '**/*.gen.ts' }],
  },
};

const WAITS_FOR_NOTHING = { build: { cache: true, outputs: ['{projectRoot}/dist'] } };

describe.each([NX_24, NX_23])('with Nx $nx', (version) => {
  let workspace: NxWorkspace;
  let base: string;

  beforeAll(async () => {
    const installation = await installNx(version);
    workspace = await newWorkspace(installation, {
      ...leagueFiles(),
      ...consumer('scoreboard'),
      ...consumer('notifier'),
    });
    await configure({ commit: false, dependentTargets: ['build'] }, WAITS);
    await workspace.write('.gitignore', 'node_modules\n.nx\n*.gen.ts\ndist\n');
    workspace.git('init', '--quiet', '--initial-branch', 'main');
    outputOf(await workspace.nx(['sync']));
    workspace.commit('everything that is committed');
    base = workspace.git('rev-parse', 'HEAD');
  });
  afterAll(() => workspace.remove());
  beforeEach(() => {
    workspace.git('checkout', '--quiet', '--force', '-B', 'change', base);
    workspace.git('clean', '--quiet', '--force', '-d', '-x', '--exclude=node_modules', '--exclude=.nx');
  });

  function consumer(name: string): Readonly<Record<string, string>> {
    const scripts = { build: 'node build.cjs' };
    return {
      [`services/${name}/package.json`]: JSON.stringify({ name, version: '0.0.0', private: true, scripts }),
      [`services/${name}/build.cjs`]: BUILD,
    };
  }

  async function configure(options: object, targetDefaults: object): Promise<void> {
    const nxJson = JSON.parse(leagueFiles()['nx.json'] ?? '') as object;
    const plugins = [{ plugin: '@rowpact/nx', options }];
    await workspace.write('nx.json', JSON.stringify({ ...nxJson, plugins, targetDefaults }, null, 2));
  }

  function build(...projects: readonly string[]) {
    return workspace.nx(['run-many', '-t', 'build', '-p', ...projects, '--output-style=static']);
  }

  const built = (name: string): Promise<string> => workspace.read(`services/${name}/dist/rows.txt`);
  const module = (name: string): string => join(workspace.root, 'services', name, MODULE);

  it('builds again with the new rows after a migration, and answers the others from the cache', async () => {
    outputOf(await build('scoreboard', 'notifier'));
    await workspace.write(`${MIGRATIONS}/002_change.sql`, 'ALTER TABLE games ALTER home_score TYPE text;\n');
    outputOf(await workspace.nx(['sync']));
    const outcome = outputOf(await build('scoreboard', 'notifier'));
    expect(await built('scoreboard')).toContain('home_score: string | null');
    expect(outcome).toMatch(/nx run notifier:build +\[(?:local cache|existing outputs match)/);
    expect(outcome).toMatch(/nx run notifier:generate-row-types +\[(?:local cache|existing outputs match)/);
    expect(outcome).not.toMatch(/nx run scoreboard:(?:build|generate-row-types) +\[/);
  });

  it('selects the consumers whose slice of the schema changed, and no other', async () => {
    await workspace.write(`${MIGRATIONS}/002_change.sql`, 'ALTER TABLE outbox ADD attempts int;\n');
    outputOf(await workspace.nx(['sync']));
    workspace.commit('a migration');
    const { tasks, projects } = await affected(workspace);
    expect(tasks.filter((task) => task.endsWith(':build'))).toContain('notifier:build');
    expect(tasks).not.toContain('scoreboard:build');
    expect(projects).toEqual(['league-api', 'league-migrations', 'notifier']);
  });

  // The rest is ours, not Nx's: one version tells.
  if (version !== NX_24) return;

  it('keeps the snapshot in sync and writes no module', () => {
    expect(existsSync(join(workspace.root, 'registry/league/schema/public.games.json'))).toBe(true);
    expect(existsSync(module('scoreboard'))).toBe(false);
  });

  it('writes the modules before the builds that read them', async () => {
    outputOf(await build('scoreboard', 'notifier'));
    expect(await built('scoreboard')).toContain('home_score');
    expect(await built('notifier')).toContain('OutboxRow');
  });

  it('has the old rows back where the migration is taken back', async () => {
    outputOf(await build('scoreboard'));
    const before = await built('scoreboard');
    await workspace.write(`${MIGRATIONS}/002_change.sql`, 'ALTER TABLE games ALTER home_score TYPE text;\n');
    outputOf(await workspace.nx(['sync']));
    outputOf(await build('scoreboard'));
    workspace.git('checkout', '--quiet', '--force', base, '--', '.');
    await rm(join(workspace.root, MIGRATIONS, '002_change.sql'));
    outputOf(await workspace.nx(['sync']));
    outputOf(await build('scoreboard'));
    expect(await built('scoreboard')).toBe(before);
  });

  it('puts a module that somebody deleted back from the cache', async () => {
    outputOf(await build('scoreboard'));
    await rm(module('scoreboard'));
    outputOf(await build('scoreboard'));
    expect(existsSync(module('scoreboard'))).toBe(true);
  });

  it('refuses to sync where a build would be answered from the cache with old rows', async () => {
    await configure({ commit: false, dependentTargets: ['build'] }, WAITS_FOR_NOTHING);
    const outcome = await workspace.nx(['sync:check']);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout + outcome.stderr).toContain('scoreboard:build lacks "generate-row-types" in its dependsOn');
    const { inputs: _inputs, ...ordered } = WAITS.build;
    await configure({ commit: false, dependentTargets: ['build'] }, { build: ordered });
    const trap = await workspace.nx(['sync:check']);
    expect(trap.stdout + trap.stderr).toContain(
      'scoreboard:build lacks { "dependentTasksOutputFiles": "**/*.gen.ts" }',
    );
  });
});
