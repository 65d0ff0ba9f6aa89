import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { affected, changedModules, outputOf, TARGETS } from './affected.js';
import { type Change, CHANGES, DROP, edit } from './changes.js';
import { CONSUMERS, contractFile, leagueFiles, MIGRATIONS, MODULE } from './league.js';
import { installNx, NX_23, NX_24, type NxInstallation, type NxVersion } from './nx-installation.js';
import { cloneWorkspace, newWorkspace, type NxWorkspace } from './nx-workspace.js';

// Real Nx, real git: a branch for each kind of change, and what each version of Nx makes of it.

interface Side {
  readonly version: NxVersion;
  readonly installation: NxInstallation;
  readonly workspace: NxWorkspace;
}

/** The history is made here, with the newest Nx. */
let newest: Side;
/** A clone that follows it. */
let oldest: Side;
let base: string;

beforeAll(async () => {
  const [nx24, nx23] = await Promise.all([installNx(NX_24), installNx(NX_23)]);
  const workspace = await newWorkspace(nx24, leagueFiles());
  newest = { version: NX_24, installation: nx24, workspace };
  workspace.git('init', '--quiet', '--initial-branch', 'main');
  outputOf(await workspace.nx(['sync']));
  workspace.commit('everything that is there');
  base = workspace.git('rev-parse', 'HEAD');
  oldest = { version: NX_23, installation: nx23, workspace: await cloneWorkspace(workspace.root, nx23) };
});
afterAll(async () => {
  for (const { workspace } of [oldest, newest]) await workspace.remove();
});

/** Starts a branch where everything is in sync, whatever the test before left. */
function startBranch({ workspace: { git } }: Side): void {
  git('reset', '--quiet', '--hard');
  git('clean', '--quiet', '--force', '-d');
  git('checkout', '--quiet', '-B', 'change', base);
  git('branch', '--force', 'main', base);
}

/** Makes the change as its author does: brings everything in sync, commits. */
async function committed({ workspace }: Side, { make, what, withoutSync }: Change): Promise<void> {
  await make(workspace);
  if (!withoutSync) outputOf(await workspace.nx(['sync']));
  workspace.commit(what);
}

/** Brings the clone to the branches of what it is a clone of. */
function follow({ workspace: { git } }: Side): void {
  git('checkout', '--quiet', '--detach');
  git('fetch', '--quiet', '--force', 'origin', '+refs/heads/*:refs/heads/*');
  git('checkout', '--quiet', 'change');
}

describe('nx affected -t build typecheck test, and nx show projects --affected', () => {
  beforeEach(() => startBranch(newest));

  it.each(CHANGES.map((change) => [change.what, change] as const))(
    'select exactly the consumers whose module changed, after %s',
    async (_, change) => {
      await committed(newest, change);
      follow(oldest);
      const changed = changedModules(newest.workspace);
      expect(changed).toEqual([...change.consumers].sort());
      const isConsumer = (name: string): boolean => CONSUMERS.some((one) => one === name) || changed.includes(name);
      for (const { workspace, version } of [newest, oldest]) {
        const { tasks, projects } = await affected(workspace);
        const ofConsumers = tasks.filter((task) => isConsumer(task.split(':')[0] ?? ''));
        expect(ofConsumers, `Nx ${version.nx}`).toEqual(tasksOf(changed));
        expect(projects.filter(isConsumer), `Nx ${version.nx}`).toEqual(changed);
        expect(
          projects.filter((name) => !isConsumer(name)),
          `Nx ${version.nx}`,
        ).toEqual(change.owners);
      }
    },
  );
});

describe.each([[NX_24.nx, () => newest] as const, [NX_23.nx, () => oldest] as const])('Nx %s', (_, side) => {
  let workspace: NxWorkspace;
  beforeEach(() => {
    ({ workspace } = side());
    startBranch(side());
  });

  it('runs in the workspace, with the devkit of its own version', async () => {
    const { version, installation } = side();
    expect(outputOf(await workspace.nx(['--version']))).toContain(`Local: v${version.nx}`);
    const plugin = createRequire(join(installation.nodeModules, '@rowpact/nx/package.json'));
    const devkit = await readFile(plugin.resolve('@nx/devkit/package.json'), 'utf8');
    expect(devkit).toContain(`"version": "${version.devkit}"`);
  });

  it('after a drop, lets the typecheck fail that reads the column, at its line, and no other', async () => {
    await committed(side(), DROP);
    const outcome = await workspace.nx(['affected', '-t', 'typecheck', '--base=main', '--head=HEAD']);
    expect(outcome.code).toBe(1);
    const errors = outcome.stdout.split('\n').filter((line) => line.includes('error TS'));
    expect(errors).toEqual([
      "src/main.ts(4,53): error TS2339: Property 'height_cm' does not exist on type 'PlayersRow'.",
    ]);
    expect(outcome.stdout).toContain('✔  nx run westside-contracts:typecheck');
  });

  // Nothing that a consumer compiles has changed yet: what is affected is right only behind this gate.
  it('after a migration whose author forgot to sync, fails sync:check and check-snapshot, and selects no consumer', async () => {
    await workspace.write(`${MIGRATIONS}/002_change.sql`, 'ALTER TABLE players ADD jersey int;\n');
    workspace.commit('a migration');
    const sync = await workspace.nx(['sync:check', '--verbose']);
    expect(sync.code).toBe(1);
    for (const path of ['registry/league/schema/public.players.json', `services/westside-contracts/${MODULE}`])
      expect(sync.stdout + sync.stderr).toContain(`${path} would be updated`);
    const check = await workspace.nx(['run', 'league-migrations:check-snapshot']);
    expect(check.code).toBe(1);
    expect(check.stdout).toContain('registry/league/schema/public.players.json');
    const { projects } = await affected(workspace);
    expect(projects).toEqual(['league-api', 'league-migrations']);
  });

  it('takes a change of what stands for the database for one of every consumer', async () => {
    await edit(workspace, 'registry/league/database/project.json', 'rowpact:database', 'scope:league');
    workspace.commit('a tag');
    const { projects } = await affected(workspace);
    expect(projects).toEqual([...CONSUMERS, 'league-database', 'league-migrations'].sort());
  });

  // Nx's own rule for a project that is gone, whatever it was and whoever depended on it.
  it('takes the deletion of the folder of a consumer for a change of everything, as that of any project', async () => {
    await rm(join(workspace.root, 'services/notifier'), { recursive: true });
    await rm(join(workspace.root, contractFile('notifier')));
    workspace.commit('nobody is notified any more');
    const { projects } = await affected(workspace);
    const rest = CONSUMERS.filter((name) => name !== 'notifier');
    expect(projects).toEqual([...rest, 'courts', 'league-api', 'league-database', 'league-migrations'].sort());
  });
});

describe('a generated file', () => {
  beforeEach(() => startBranch(newest));

  it('that was edited fails sync:check and check-row-types until it is synced', async () => {
    const { workspace } = newest;
    const path = `services/scoreboard/${MODULE}`;
    await edit(workspace, path, 'home_score: number | null', 'home_score: number');
    const sync = await workspace.nx(['sync:check', '--verbose']);
    expect(sync.code).toBe(1);
    expect(sync.stdout + sync.stderr).toContain(`${path} would be updated`);
    const check = await workspace.nx(['run', 'scoreboard:check-row-types']);
    expect(check.code).toBe(1);
    expect(check.stdout).toContain(path);
    outputOf(await workspace.nx(['sync']));
    expect(workspace.git('status', '--porcelain')).toBe('');
    expect(await workspace.nx(['sync:check'])).toMatchObject({ code: 0 });
    expect(await workspace.nx(['run', 'scoreboard:check-row-types'])).toMatchObject({ code: 0 });
  });
});

function tasksOf(projects: readonly string[]): readonly string[] {
  return projects.flatMap((project) => TARGETS.map((target) => `${project}:${target}`)).sort();
}
