import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../../packages/postgres/src/engine/testing/test-cache.js';
import { run } from '../run-tool.js';
import { freshWorkspace, type Workspace } from './fresh-workspace.js';
import { BROKEN_BY_DROP, DROP, LEAGUE } from './league.js';
import { type LocalRegistry, startRegistry } from './local-registry.js';
import { outputOf, packAll, type Tarball } from './pack.js';

// A workspace that knows nothing of rowpact adds the published plugin from a registry, and lives through a dropped column.
const FILES = {
  ...LEAGUE,
  '.gitignore': 'node_modules\ndist\n.nx\ngraph.json\n',
  'nx.json': '{\n  "analytics": false,\n  "neverConnectToCloud": true\n}\n',
  'web/package.json': '{"name":"web","type":"module"}',
};

/** How each package manager is told that the folder `web` is a project. */
const WORKSPACES = {
  npm: { 'package.json': '{"name":"league","private":true,"type":"module","workspaces":["web"]}' },
  pnpm: { 'pnpm-workspace.yaml': 'packages: [web]\n' },
};

let tarballs: readonly Tarball[];
let registry: LocalRegistry;
let cache: string;
beforeAll(async () => {
  tarballs = await packAll();
  registry = await startRegistry(tarballs);
  cache = await folderWithTemplate();
});
afterAll(async () => {
  await registry.stop();
  await rm(cache, { recursive: true, force: true });
});

describe.each([
  { packageManager: 'npm', nx: '24.0.6', typescript: '7.0.2' },
  { packageManager: 'npm', nx: '23.3.2', typescript: '5.9.3' },
  { packageManager: 'npm', nx: '24.0.6', typescript: '6.0.3' },
  // What rowpact itself needs pnpm hides from the workspace; npm would lay it at the top.
  { packageManager: 'pnpm', nx: '24.0.6', typescript: null },
] as const)('added by $packageManager to Nx $nx beside TypeScript $typescript', (combination) => {
  const { packageManager, nx: version, typescript } = combination;
  const isNewest = version.startsWith('24') && typescript === '7.0.2';
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await freshWorkspace({
      packageManager,
      files: { ...FILES, ...WORKSPACES[packageManager] },
      devDependencies: { nx: version, ...(typescript !== null && { typescript }) },
      registryUrl: registry.url,
      // A process of its own for each plugin takes most of the time of a command; one test has Nx as it comes.
      env: { ROWPACT_CACHE_DIR: cache, NX_ISOLATE_PLUGINS: 'false' },
    });
    await git('init', '--quiet', '--initial-branch=main');
    await changes();
  });
  afterAll(() => workspace.remove());

  async function nx(...args: readonly string[]): Promise<string> {
    return outputOf(await workspace.bin('nx', ...args));
  }

  async function git(...args: readonly string[]): Promise<string> {
    const person = ['-c', 'user.name=anna', '-c', 'user.email=anna@westside.example'];
    return outputOf(await run('git', [...person, ...args], { cwd: workspace.root }));
  }

  /** What differs from the last time, as `A` (added), `M` or `D` and its path; commits it. */
  async function changes(): Promise<readonly string[]> {
    await git('add', '--all');
    const changed = await git('diff', '--cached', '--name-status');
    await git('commit', '--quiet', '--allow-empty', '--message', 'next step');
    return changed.split('\n').flatMap((line) => (line === '' ? [] : [line.replace('\t', ' ')]));
  }

  it('is installed by `nx add`, which makes an empty registry', async () => {
    outputOf(await workspace.exec('nx', 'add', '@rowpact/nx'));
    expect(JSON.parse(await workspace.read('nx.json'))).toEqual({
      ...(JSON.parse(FILES['nx.json']) as object),
      plugins: [{ plugin: '@rowpact/nx', options: {} }],
      sync: { globalGenerators: ['@rowpact/nx:sync'] },
    });
    const { devDependencies } = JSON.parse(await workspace.read('package.json')) as { devDependencies: object };
    expect(Object.keys(devDependencies).sort()).toEqual(
      ['@rowpact/nx', 'nx', 'rowpact', ...(typescript === null ? [] : ['typescript'])].sort(),
    );
    expect(await changes()).toEqual(
      expect.arrayContaining(['M nx.json', 'M package.json', 'A registry/README.md']) as unknown,
    );
  });

  it('leaves the Nx and the TypeScript that were there', async () => {
    const installed = async (name: string): Promise<unknown> =>
      (JSON.parse(await workspace.read(`node_modules/${name}/package.json`)) as { version: unknown }).version;
    expect(await installed('nx')).toBe(version);
    if (typescript === null) await expect(installed('typescript')).rejects.toThrow('ENOENT');
    else expect(await installed('typescript')).toBe(typescript);
    if (packageManager !== 'npm') return;
    const places = outputOf(await workspace.manager('ls', 'nx', '--all', '--parseable')).trim();
    expect([...new Set(places.split('\n'))]).toEqual([
      expect.stringMatching(/^(?:(?!node_modules).)+[/\\]node_modules[/\\]nx$/),
    ]);
  });

  it('registers producer and consumer, with rows that the consumer compiles with', async () => {
    await nx('generate', '@rowpact/nx:producer', 'league', '--migrations=db/migrations');
    await nx('generate', '@rowpact/nx:consumer', 'web', '--driver=pg', '--output=src/rows.gen.ts');
    await nx('sync');
    expect(await changes()).toEqual([
      'A registry/league/consumers/web.yaml',
      'A registry/league/database/project.json',
      'A registry/league/migrations.json',
      'A registry/league/producer.yaml',
      'A registry/league/schema/database.json',
      'A registry/league/schema/public.players.json',
      'A registry/league/schema/public.teams.json',
      'A web/src/rows.gen.ts',
    ]);
    if (typescript !== null) outputOf(await workspace.bin('tsc', '-p', 'web'));
    await nx('run-many', '-t', 'check-row-types', 'check-snapshot');
  });

  if (typescript === null) return;

  it('makes tsc fail at the line that reads what a migration drops, and nowhere else', async () => {
    await nx('generate', '@rowpact/nx:migration', 'several teams', '--drop=players.team_id');
    expect(await changes()).toEqual([`A ${DROP.path}`]);
    expect(await workspace.read(DROP.path)).toMatch(new RegExp(`\n${DROP.text}$`));
    const stale = await workspace.bin('nx', 'run', 'web:check-row-types');
    expect(stale.code).not.toBe(0);
    expect(stale.stdout).toContain('registry/league/schema/public.players.json is out of date');
    await nx('sync');
    expect(await changes()).toEqual([
      'M registry/league/migrations.json',
      'M registry/league/schema/public.players.json',
      'M web/src/rows.gen.ts',
    ]);
    const compiled = await workspace.bin('tsc', '-p', 'web', '--pretty', 'false');
    expect(compiled.stdout.trim()).toBe(BROKEN_BY_DROP);
    expect(compiled.code).not.toBe(0);
  });

  // The rest is the same in every combination.
  if (!isNewest) return;

  it('changes nothing when `init` runs again', async () => {
    await nx('generate', '@rowpact/nx:init');
    expect(await changes()).toEqual([]);
  });

  it('explains its targets, generators and executors', async () => {
    const listed = await nx('list', '@rowpact/nx');
    for (const [name, description] of capabilities(tarballs)) expect(listed).toContain(`${name} : ${description}`);
    const { targets } = JSON.parse(await nx('show', 'project', 'web', '--json')) as ShownProject;
    expect(Object.keys(targets)).toEqual(expect.arrayContaining(['check-row-types', 'scan', 'scan-check']) as unknown);
    for (const { metadata } of Object.values(targets)) expect(metadata?.description).toMatch(/^[A-Z].{20,}/);
    // What Nx does not know by this name fails the task, which has just run.
    expect(targets['check-row-types']?.inputs).toContainEqual({ externalDependencies: ['@rowpact/nx'] });
  });

  it('hashes itself and what it depends on, not all that is installed', async () => {
    const inputs = JSON.parse(await nx('show', 'target', 'inputs', 'web:check-row-types', '--json')) as ShownInputs;
    expect(inputs.external).toEqual(expect.arrayContaining(['npm:@rowpact/nx', 'npm:rowpact']) as unknown);
    expect(inputs.external).not.toContain('AllExternalDependencies');
  });

  it('leaves the other commands of Nx as they are, also with its plugins in processes of their own', async () => {
    const isolated = await workspace.binWith({ NX_ISOLATE_PLUGINS: undefined }, 'nx', 'show', 'projects', '--json');
    const projects = JSON.parse(outputOf(isolated)) as readonly string[];
    expect([...projects].sort()).toEqual(['league-database', 'league-migrations', 'web']);
    await nx('graph', '--file=graph.json');
    const { graph } = JSON.parse(await workspace.read('graph.json')) as ShownGraph;
    expect(graph.dependencies['web']?.map(({ target }) => target)).toEqual(['league-database']);
    expect(await nx('report')).toContain('@rowpact/nx');
    await nx('reset');
    expect(await changes()).toEqual([]);
  });

  it('agrees with itself again', async () => {
    await nx('run', 'web:check-row-types');
    expect(await changes()).toEqual([]);
  });
});

interface ShownProject {
  readonly targets: Readonly<
    Record<string, { readonly inputs?: readonly unknown[]; readonly metadata?: { readonly description?: string } }>
  >;
}

interface ShownInputs {
  readonly external: readonly string[];
}

interface ShownGraph {
  readonly graph: { readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
}

/** The generators and executors that the packed plugin says it has, with what it says of each. */
function capabilities(packed: readonly Tarball[]): readonly (readonly [string, string])[] {
  type Described = Readonly<Record<string, Readonly<Record<string, { readonly description: string }>>>>;
  const files = packed.find(({ name }) => name === '@rowpact/nx')?.files;
  return ['generators', 'executors'].flatMap((kind) => {
    const file = JSON.parse(files?.get(`${kind}.json`) ?? '') as Described;
    return Object.entries(file[kind] ?? {}).map(([name, { description }]) => [name, description] as const);
  });
}
