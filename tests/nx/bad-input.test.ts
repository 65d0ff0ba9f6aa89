import { appendFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../run-tool.js';
import { outputOf } from './affected.js';
import { edit } from './changes.js';
import { consumerFiles, contractFile, leagueFiles, MIGRATIONS, MODULE } from './league.js';
import { installNx, NX_24, type NxInstallation } from './nx-installation.js';
import { cloneWorkspace, newWorkspace, type NxWorkspace } from './nx-workspace.js';

// What people's workspaces are like on a bad day: the right answer or a clear error, and never a broken Nx.

let installation: NxInstallation;
/** The league's workspace with everything in sync. */
let files: Readonly<Record<string, string>>;
const opened: NxWorkspace[] = [];

beforeAll(async () => {
  installation = await installNx(NX_24);
  const workspace = await opening(newWorkspace(installation, leagueFiles()));
  outputOf(await workspace.nx(['sync']));
  const all = Object.entries(await workspace.contents());
  files = Object.fromEntries(all.filter(([path]) => !path.startsWith('.nx')));
});
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.remove();
});

async function opening(made: Promise<NxWorkspace>): Promise<NxWorkspace> {
  const workspace = await made;
  opened.push(workspace);
  return workspace;
}

/** A workspace in no repository. @param changed files beside those of the league, or instead of them */
function league(changed: Readonly<Record<string, string>> = {}): Promise<NxWorkspace> {
  return opening(newWorkspace(installation, { ...files, ...changed }));
}

/** A workspace on a branch `change` with a migration that changes what two consumers read, in sync and committed. */
async function leagueWithChange(): Promise<NxWorkspace> {
  const workspace = await league();
  workspace.git('init', '--quiet', '--initial-branch', 'main');
  workspace.commit('everything that is there');
  workspace.git('checkout', '--quiet', '-b', 'change');
  await workspace.write(`${MIGRATIONS}/002_change.sql`, MIGRATION);
  outputOf(await workspace.nx(['sync']));
  workspace.commit('a migration');
  return workspace;
}

const MIGRATION = 'ALTER TABLE games ALTER tip_off DROP NOT NULL;\n';
const AFFECTED = ['show', 'projects', '--affected', '--base=main', '--head=HEAD', '--json'];
const ARE_AFFECTED = ['league-api', 'league-migrations', 'scoreboard', 'ticket-shop'];

function all({ stdout, stderr }: Outcome): string {
  return stdout + stderr;
}

function projectsIn(outcome: Outcome): readonly string[] {
  return (JSON.parse(outputOf(outcome)) as readonly string[]).toSorted();
}

async function projects({ nx }: NxWorkspace): Promise<readonly string[]> {
  return projectsIn(await nx(['show', 'projects', '--json']));
}

const PROJECTS = [
  ...['coach-dashboard', 'courts', 'league-api', 'league-database', 'league-migrations', 'league-site'],
  ...['notifier', 'scoreboard', 'ticket-shop', 'westside-contracts'],
];

describe('git', () => {
  it('is not there: everything else is answered, and the gate refuses rather than say that nobody breaks', async () => {
    const workspace = await league({ [`${MIGRATIONS}/002_change.sql`]: MIGRATION });
    expect(await projects(workspace)).toEqual(PROJECTS);
    const gate = await workspace.nx(['run', 'league-migrations:check-migrations']);
    expect(gate.code).toBe(1);
    expect(all(gate)).toContain('error[git-failed] the folder that holds the registry is in no git repository');
    expect(all(gate)).toContain('`--from REVISION`');
    const named = await workspace.nx(['run', 'league-migrations:check-migrations', '--from', '001_league']);
    expect(named.stdout).toContain('001_league → 002_change, 1 migration, 1 change');
    outputOf(await workspace.nx(['sync']));
    expect(await workspace.nx(['run', 'ticket-shop:check-row-types'])).toMatchObject({ code: 0 });
  });

  it('has a detached head: the same is affected as on a branch, and the gate finds the base', async () => {
    const workspace = await leagueWithChange();
    workspace.git('checkout', '--quiet', '--detach');
    expect(projectsIn(await workspace.nx(AFFECTED))).toEqual(ARE_AFFECTED);
    const gate = await workspace.nx(['run', 'league-migrations:check-migrations']);
    expect(gate.stdout).toMatch(/001_league \(merge-base of main, \w+\) → 002_change, 1 migration/);
  });

  it('has a shallow clone: what needs no history is answered, and the gate says that the base is missing', async () => {
    const origin = await leagueWithChange();
    const flags = ['--depth', '1', '--branch', 'change'];
    const clone = await opening(cloneWorkspace(origin.root, installation, ...flags));
    expect(await clone.nx(['sync:check'])).toMatchObject({ code: 0 });
    expect(await clone.nx(['run', 'ticket-shop:check-row-types'])).toMatchObject({ code: 0 });
    const gate = await clone.nx(['run', 'league-migrations:check-migrations']);
    expect(gate.code).toBe(1);
    expect(all(gate)).toContain('error[base-unknown] git knows no main here');
    expect(all(gate)).toContain('next: name a branch, tag or commit that is here, or fetch it first');
  });

  it('has its root above the workspace: the same is affected, and paths are those of the workspace', async () => {
    const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`web/league/${path}`, text]));
    const outer = await opening(newWorkspace(installation, { ...inside, '.gitignore': 'node_modules\n.nx\n' }));
    const cwd = join(outer.root, 'web/league');
    outer.git('init', '--quiet', '--initial-branch', 'main');
    outer.commit('everything that is there');
    await outer.write(`web/league/${MIGRATIONS}/002_change.sql`, MIGRATION);
    const check = await outer.nx(['sync:check', '--verbose'], { cwd });
    expect(all(check)).toContain(`- services/ticket-shop/${MODULE} would be updated`);
    outputOf(await outer.nx(['sync'], { cwd }));
    outer.git('checkout', '--quiet', '-b', 'change');
    outer.commit('a migration');
    expect(projectsIn(await outer.nx(AFFECTED, { cwd }))).toEqual(ARE_AFFECTED);
    const gate = await outer.nx(['run', 'league-migrations:check-migrations'], { cwd });
    expect(gate.stdout).toMatch(/001_league \(merge-base of main, \w+\) → 002_change, 1 migration/);
  });
});

interface Broken {
  readonly what: string;
  readonly path: string;
  /** Null: a folder. */
  readonly text: string | null;
  readonly place: string;
  readonly says: string;
}

const CONTRACT = contractFile('scoreboard');
const PRODUCER = 'registry/league/producer.yaml';

const BROKEN: readonly Broken[] = [
  {
    what: 'a contract with a bracket that nobody closes',
    path: CONTRACT,
    text: `version: 1\nconsumer: scoreboard\nproducer: league\nsource: services/scoreboard\nrelations: { games: { read: [id }\n`,
    place: `${CONTRACT}:5:`,
    says: 'error[registry-invalid]',
  },
  { what: 'an empty contract', path: CONTRACT, text: '', place: `${CONTRACT}:1:1`, says: 'expected a map' },
  { what: 'a folder named like a contract', path: CONTRACT, text: null, place: CONTRACT, says: 'found a folder' },
  {
    what: 'a producer.yaml with a bracket that nobody closes',
    path: PRODUCER,
    text: `version: 1\nproducer: [league\nschema:\n  migrations: ${MIGRATIONS}\n`,
    place: `${PRODUCER}:3:1`,
    says: 'error[registry-invalid]',
  },
  { what: 'an empty producer.yaml', path: PRODUCER, text: '', place: `${PRODUCER}:1:1`, says: 'expected a map' },
];

describe('a broken registry', () => {
  it.each(BROKEN.map((broken) => [broken.what, broken] as const))(
    'with %s breaks no other command, and its targets say where',
    async (_, broken) => {
      const workspace = await league();
      await put(workspace, broken);
      expect(await workspace.nx(['run', 'courts:build'])).toMatchObject({ code: 0 });
      for (const command of [['run', 'league-migrations:check-snapshot'], ['sync:check']]) {
        const outcome = await workspace.nx(command);
        expect(outcome.code).toBe(1);
        expect(all(outcome)).toContain(broken.says);
        expect(all(outcome)).toContain(broken.place);
      }
    },
  );

  it('has its targets all the same, and is found broken also where check-snapshot has passed before', async () => {
    const workspace = await league();
    const check = ['run', 'league-migrations:check-snapshot'];
    expect(await workspace.nx(check)).toMatchObject({ code: 0 });
    await put(workspace, { path: CONTRACT, text: '' });
    expect(await projects(workspace)).toEqual(PROJECTS);
    expect(await workspace.nx(check)).toMatchObject({ code: 1 });
  });

  it('with a folder named producer.yaml is a registry without that producer, and sync:check says where', async () => {
    const workspace = await league();
    await put(workspace, { path: PRODUCER, text: null });
    expect(await projects(workspace)).toEqual(PROJECTS.filter((name) => name !== 'league-migrations'));
    expect(await workspace.nx(['run', 'courts:build'])).toMatchObject({ code: 0 });
    const sync = await workspace.nx(['sync:check']);
    expect(sync.code).toBe(1);
    expect(all(sync)).toContain(PRODUCER);
  });
});

async function put(workspace: NxWorkspace, { path, text }: Pick<Broken, 'path' | 'text'>): Promise<void> {
  await rm(join(workspace.root, path));
  if (text === null) await mkdir(join(workspace.root, path));
  else await workspace.write(path, text);
}

describe('what a registry names', () => {
  it('may not be there yet: without a registry there is nothing to do', async () => {
    const workspace = await league();
    await rm(join(workspace.root, 'registry'), { recursive: true });
    const rest = PROJECTS.filter((name) => !['league-database', 'league-migrations'].includes(name));
    expect(await projects(workspace)).toEqual(rest);
    expect(await workspace.nx(['sync:check'])).toMatchObject({ code: 0 });
  });

  it('may not be here: a consumer whose folder is missing is left alone', async () => {
    const workspace = await league();
    await rm(join(workspace.root, 'services/scoreboard'), { recursive: true });
    expect(await projects(workspace)).toEqual(PROJECTS.filter((name) => name !== 'scoreboard'));
    expect(await workspace.nx(['sync:check'])).toMatchObject({ code: 0 });
    expect(await workspace.nx(['run', 'league-migrations:check-snapshot'])).toMatchObject({ code: 0 });
  });

  it('may lie outside of the workspace: such a consumer is no project, and sync says where to run what', async () => {
    const workspace = await league();
    const elsewhere = await mkdtemp(join(tmpdir(), 'rowpact-elsewhere-'));
    const source = `../${elsewhere.split(/[\\/]/).at(-1) ?? ''}`;
    await edit(workspace, CONTRACT, 'services/scoreboard', source);
    const sync = await workspace.nx(['sync']);
    expect(sync.code).toBe(0);
    expect(all(sync)).toContain(
      `${source}/${MODULE} is stale and lies outside this workspace; run \`rowpact generate\` there`,
    );
    expect(await readdir(elsewhere)).toEqual([]);
    expect(outputOf(await workspace.nx(['show', 'project', 'scoreboard', '--json']))).not.toContain('check-row-types');
    await rm(elsewhere, { recursive: true });
  });

  it('may be written for Windows: the place of each backslash is named, and the targets stay', async () => {
    const workspace = await league();
    await edit(workspace, CONTRACT, 'services/scoreboard', String.raw`services\scoreboard`);
    const check = await workspace.nx(['run', 'scoreboard:check-row-types']);
    expect(check.code).toBe(1);
    expect(all(check)).toContain('source: expected a path with forward slashes');
    expect(all(check)).toContain(`${CONTRACT}:4:9`);
    await edit(workspace, PRODUCER, MIGRATIONS, MIGRATIONS.replaceAll('/', '\\'));
    const sync = await workspace.nx(['sync:check']);
    expect(sync.code).toBe(1);
    expect(all(sync)).toContain('schema.migrations: expected a path with forward slashes');
    expect(all(sync)).toContain(`${PRODUCER}:4:15`);
  });

  it('may have quotes, blanks and brackets in its names: each generated module is an input, and is compared', async () => {
    const workspace = await league({
      [`${MIGRATIONS}/002_names.sql`]:
        'CREATE SCHEMA "a b";\nCREATE TABLE "a b"."select" (id int PRIMARY KEY, "from" text);\n',
    });
    await edit(workspace, CONTRACT, MODULE, 'src/routes/[token]/rows.gen.ts');
    await edit(workspace, CONTRACT, 'relations:\n', `relations:\n  '"a b"."select"': { read: [id, from] }\n`);
    await edit(workspace, contractFile('league-site'), MODULE, 'src/(app)/rows.gen.ts');
    outputOf(await workspace.nx(['sync']));
    const places = { scoreboard: 'src/routes/[token]/rows.gen.ts', 'league-site': 'src/(app)/rows.gen.ts' };
    for (const [name, module] of Object.entries(places)) {
      const inputs = outputOf(await workspace.nx(['show', 'target', 'inputs', `${name}:check-row-types`]));
      expect(inputs.split('\n').map((line) => line.trim())).toContain(`services/${name}/${module}`);
      if (name === 'scoreboard') expect(inputs).toContain('registry/league/schema/a%20b.select.json');
    }
    const check = ['run-many', '-t', 'check-row-types', '-p', 'scoreboard,league-site'];
    expect(await workspace.nx(check)).toMatchObject({ code: 0 });
    for (const [name, module] of Object.entries(places))
      await appendFile(join(workspace.root, 'services', name, module), '// by hand\n');
    const again = await workspace.nx(check);
    expect(again.code).toBe(1);
    for (const [name, module] of Object.entries(places))
      expect(all(again)).toContain(`services/${name}/${module} is out of date`);
  });
});

describe('names that are there twice', () => {
  // Nx's own error, for a consumer's folder that nothing else has given a name to.
  it('are named with both folders, where a consumer is called like another project', async () => {
    const workspace = await league({
      [contractFile('courts')]: (files[CONTRACT] ?? '').replaceAll('scoreboard', 'courts'),
      'services/courts/src/main.ts': 'export {};\n',
    });
    const outcome = await workspace.nx(['show', 'projects']);
    expect(outcome.code).toBe(1);
    expect(all(outcome)).toMatch(/- courts: \n\s+- services\/courts\n\s+- libs\/courts/);
  });

  it('are an error with its place, where two contracts write one module', async () => {
    const workspace = await league({
      [contractFile('board')]: (files[CONTRACT] ?? '').replace('consumer: scoreboard', 'consumer: board'),
    });
    expect(await projects(workspace)).toEqual(PROJECTS);
    const sync = await workspace.nx(['sync:check']);
    expect(sync.code).toBe(1);
    expect(all(sync)).toContain('generate.file: expected a file of its own');
    expect(all(sync)).toContain(`${CONTRACT}:6:9`);
  });

  it('are right for a consumer of two databases: one target checks both modules', async () => {
    const workspace = await league({
      'services/cup-api/package.json': '{"name":"cup-api"}',
      'services/cup-api/migrations/001_cup.sql': 'CREATE TABLE rounds (id int PRIMARY KEY, name text);\n',
      'registry/cup/producer.yaml': 'version: 1\nproducer: cup\nschema:\n  migrations: services/cup-api/migrations\n',
      'registry/cup/consumers/scoreboard.yaml': CUP_CONTRACT,
    });
    outputOf(await workspace.nx(['sync']));
    expect(await workspace.read('services/scoreboard/src/cup.gen.ts')).toContain('RoundsRow');
    const inputs = outputOf(await workspace.nx(['show', 'target', 'inputs', 'scoreboard:check-row-types']));
    for (const path of [`src/cup.gen.ts`, MODULE]) expect(inputs).toContain(`services/scoreboard/${path}`);
    expect(await workspace.nx(['run', 'scoreboard:check-row-types'])).toMatchObject({ code: 0 });
    await appendFile(join(workspace.root, 'services/scoreboard/src/cup.gen.ts'), '// by hand\n');
    expect(await workspace.nx(['run', 'scoreboard:check-row-types'])).toMatchObject({ code: 1 });
  });
});

const CUP_CONTRACT = `version: 1
consumer: scoreboard
producer: cup
source: services/scoreboard
generate:
  file: src/cup.gen.ts
  driver: pg
relations:
  rounds: { read: [id, name] }
`;

describe('nx sync', () => {
  it('may run twice at once: each succeeds, and everything is in sync', async () => {
    const workspace = await league({ [`${MIGRATIONS}/002_change.sql`]: MIGRATION });
    const env = await coldCache(workspace);
    const both = await Promise.all([workspace.nx(['sync'], { env }), workspace.nx(['sync'], { env })]);
    expect(both).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(await workspace.read(`services/ticket-shop/${MODULE}`)).toContain('tip_off: Date | null');
    expect(await workspace.nx(['sync:check'], { env })).toMatchObject({ code: 0 });
  });

  it('may be interrupted while it replays migrations: nothing is written, and the next one does it all', async () => {
    const workspace = await league({ [`${MIGRATIONS}/002_change.sql`]: MIGRATION });
    const env = await coldCache(workspace);
    const before = await written(workspace);
    let interrupt: (() => void) | undefined;
    const running = workspace.nx(['sync'], { env, started: (kill) => (interrupt = () => kill('SIGINT')) });
    await expect.poll(() => readdir(env.ROWPACT_CACHE_DIR), POLL).not.toEqual([]);
    interrupt?.();
    expect((await running).code).not.toBe(0);
    expect(await written(workspace)).toEqual(before);
    outputOf(await workspace.nx(['sync'], { env }));
    expect(await workspace.nx(['sync:check'], { env })).toMatchObject({ code: 0 });
  });
});

const POLL = { timeout: 60_000, interval: 20 };

async function coldCache({ root }: NxWorkspace): Promise<{ readonly ROWPACT_CACHE_DIR: string }> {
  const folder = join(root, '.nx/rowpact');
  await mkdir(folder, { recursive: true });
  return { ROWPACT_CACHE_DIR: folder };
}

async function written(workspace: NxWorkspace): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(Object.entries(await workspace.contents()).filter(([path]) => !path.startsWith('.nx')));
}

describe('the daemon', () => {
  it('sees what is edited in the registry while it runs', async () => {
    const workspace = await league();
    const sockets = await mkdtemp(join(tmpdir(), 'nx-'));
    const env = { NX_DAEMON: 'true', NX_SOCKET_DIR: sockets, NX_ISOLATE_PLUGINS: undefined };
    const nx = (...args: readonly string[]): Promise<Outcome> => workspace.nx(args, { env });
    const targets = async (): Promise<string> => outputOf(await nx('show', 'project', 'courts', '--json'));
    try {
      expect(await targets()).not.toContain('check-row-types');
      expect(all(await nx('daemon'))).toMatch(/currently running/);
      // A contract is not in the plugin's glob.
      await workspace.write(contractFile('courts'), consumerContract('read: [id, name]'));
      await expect.poll(targets, { timeout: 30_000 }).toContain('check-row-types');
      await expect.poll(async () => (await nx('sync:check')).code, { timeout: 30_000 }).toBe(1);
      outputOf(await nx('sync'));
      expect(await workspace.read(`libs/courts/${MODULE}`)).toContain('name: string');
      await workspace.write(contractFile('courts'), consumerContract('read: [id'));
      const broken = async (): Promise<string> => all(await nx('sync:check'));
      await expect.poll(broken, { timeout: 30_000 }).toContain(`${contractFile('courts')}:`);
      expect(await nx('run', 'notifier:build')).toMatchObject({ code: 0 });
      await rm(join(workspace.root, contractFile('courts')));
      await expect.poll(targets, { timeout: 30_000 }).not.toContain('check-row-types');
    } finally {
      await nx('daemon', '--stop');
      await rm(sockets, { recursive: true, force: true });
    }
  });
});

function consumerContract(columns: string): string {
  const path = contractFile('courts');
  return (consumerFiles('courts', `venues: { ${columns} }`)[path] ?? '').replace('services/', 'libs/');
}
