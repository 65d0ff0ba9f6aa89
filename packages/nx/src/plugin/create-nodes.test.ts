import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDependencies } from './create-dependencies.js';
import { createNodes } from './create-nodes.js';
import type { PluginOptions } from './plugin-options.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-nodes-'));
  write({
    'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: api/migrations\n',
    'registry/league/database/project.json': '{"name":"league-database"}',
    'registry/league/consumers/web.yaml': contract('web', 'players', 'teams'),
    'registry/league/schema/public.players.json': JSON.stringify({
      columns: [{ name: 'side', type: { id: 'public.side', kind: 'enum' } }],
    }),
    'registry/league/schema/types/public.side.json': '{"kind":"enum"}',
    'api/migrations/001.sql': '',
    'web/package.json': '{"name":"web"}',
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function contract(consumer: string, ...relations: readonly string[]): string {
  const names = relations.map((name) => `  ${name}: { wildcard: true }\n`).join('');
  return `version: 1\nconsumer: ${consumer}\nproducer: league\nsource: ${consumer}\ngenerate:\n  file: src/rows.gen.ts\n  driver: pg\nrelations:\n${names}`;
}

async function infer(options?: PluginOptions, files: readonly string[] = ['registry/league/producer.yaml']) {
  const context: CreateNodesContext = { workspaceRoot: root, nxJsonConfiguration: { defaultBase: 'trunk' } };
  const results = await createNodes[1](files, options, context);
  return Object.fromEntries(
    results.flatMap(([, { projects }]: readonly [string, CreateNodesResult]) => Object.entries(projects ?? {})),
  );
}

describe('what is inferred from a registry', () => {
  it('is a project for the migrations, one for the database, and targets for each consumer', async () => {
    const projects = await infer();
    expect(Object.keys(projects)).toEqual(['registry/league', 'registry/league/database', 'web']);
    expect(projects['registry/league']?.name).toBe('league-migrations');
    expect(Object.keys(projects['registry/league']?.targets ?? {})).toEqual([
      'snapshot',
      'check-snapshot',
      'check-migrations',
    ]);
    expect(Object.keys(projects['registry/league/database']?.targets ?? {})).toEqual([
      'snapshot',
      'check-snapshot',
      'check-migrations',
    ]);
    expect(Object.keys(projects['web']?.targets ?? {})).toEqual(['check-row-types', 'scan-check', 'scan']);
  });

  it('tells each target what it depends on: the slice of the schema, and nothing of the other tables', async () => {
    const projects = await infer();
    expect(projects['web']?.targets?.['check-row-types']).toMatchObject({
      cache: true,
      inputs: ['{projectRoot}/src/rows.gen.ts', { input: 'row-types:web', projects: ['league-migrations'] }],
      dependsOn: [{ projects: ['league-migrations'], target: 'check-snapshot' }],
    });
    expect(projects['registry/league']?.namedInputs?.['row-types:web']).toEqual(
      [
        'consumers/web.yaml',
        'lifecycle.yaml',
        'schema/database.json',
        'schema/public.players.json',
        'schema/public.teams.json',
        'schema/types/public.side.json',
      ].map((file) => `{workspaceRoot}/registry/league/${file}`),
    );
    expect(projects['registry/league']?.namedInputs?.['migrations']).toEqual([
      '{workspaceRoot}/api/migrations/**/*',
      '{workspaceRoot}/registry/league/producer.yaml',
    ]);
  });

  it('explains every target in a sentence', async () => {
    const targets = Object.values(await infer()).flatMap((project) => Object.values(project.targets ?? {}));
    expect(targets.length).toBeGreaterThan(6);
    for (const { metadata } of targets) expect(metadata?.description).toMatch(/^[A-Z].{20,}/);
  });

  it('names no path of the machine', async () => {
    expect(JSON.stringify(await infer())).not.toContain(root);
  });

  it('is the same in every run', async () => {
    write({
      'registry/league/consumers/scores.yaml': contract('scores', 'teams'),
      'scores/package.json': '{"name":"s"}',
    });
    expect(JSON.stringify(await infer())).toBe(JSON.stringify(await infer()));
  });

  it('renames targets and projects as the options say', async () => {
    const projects = await infer({
      checkRowTypesTargetName: 'rows',
      scanCheckTargetName: 'use',
      scanTargetName: 'find-use',
      checkSnapshotTargetName: 'fresh',
      migrationsProjectName: 'db-{producer}',
    });
    expect(projects['registry/league']?.name).toBe('db-league');
    expect(Object.keys(projects['web']?.targets ?? {})).toEqual(['rows', 'use', 'find-use']);
    expect(projects['web']?.targets?.['rows']?.dependsOn).toEqual([{ projects: ['db-league'], target: 'fresh' }]);
  });

  it('takes the registry that the options name, and no other', async () => {
    write({ 'db/registry/cup/producer.yaml': 'version: 1\nproducer: cup\nschema:\n  migrations: ../cup\n' });
    const files = ['db/registry/cup/producer.yaml', 'registry/league/producer.yaml'];
    expect(Object.keys(await infer({ registry: './db/registry/' }, files))).toEqual(['db/registry/cup']);
    expect(Object.keys(await infer({}, files))).toContain('registry/league');
    expect(await infer({ registry: 'elsewhere' }, files)).toEqual({});
  });
});

describe('the version of this tool', () => {
  const tool = { externalDependencies: ['@rowpact/nx'] };
  const inputs = async () => {
    const projects = await infer();
    return [
      projects['web']?.targets?.['check-row-types'],
      projects['registry/league']?.targets?.['check-snapshot'],
    ].map((target) => target?.inputs);
  };

  it.each([
    ['package-lock.json', '{"packages": {\n"node_modules/@rowpact/nx": {\n"version": "1.0.0"\n}}}'],
    ['pnpm-lock.yaml', "packages:\n\n  '@rowpact/nx@1.0.0':\n"],
    ['yarn.lock', '"@rowpact/nx@npm:^1.0.0":\n'],
    ['bun.lock', '"@rowpact/nx": ["@rowpact/nx@1.0.0", ""]'],
  ])('is an input where %s has the package', async (name, text) => {
    write({ [name]: text });
    for (const found of await inputs()) expect(found).toContainEqual(tool);
  });

  it.each([
    ['package-lock.json', '"node_modules/@rowpact/nx": {\n"resolved": "packages/nx",\n"link": true\n}'],
    ['pnpm-lock.yaml', "'@rowpact/nx':\n  specifier: workspace:*\n  version: link:packages/nx\n"],
    ['yarn.lock', '"@rowpact/nx@workspace:packages/nx":\n'],
    ['bun.lock', '"@rowpact/nx": ["@rowpact/nx@workspace:packages/nx"]'],
  ])('is none where %s has a project or a link, which Nx would not know by that name', async (name, text) => {
    for (const found of await inputs()) expect(found).not.toContainEqual(tool);
    write({ [name]: text });
    for (const found of await inputs()) expect(found).not.toContainEqual(tool);
  });
});

describe('the gate', () => {
  it('compares with the base of the workspace, and is cached by the commits where there is git', async () => {
    const withoutGit = (await infer())['registry/league']?.targets?.['check-migrations'];
    expect(withoutGit).toMatchObject({ cache: false, options: { base: 'trunk' } });
    write({ '.git/HEAD': '' });
    const gate = (await infer())['registry/league']?.targets?.['check-migrations'];
    expect(gate).toMatchObject({ cache: true, options: { base: 'trunk', recorded: true } });
    expect(gate?.inputs).toContainEqual({ env: 'NX_BASE' });
    expect(JSON.stringify(gate?.inputs)).toContain('git merge-base HEAD trunk');
  });

  it('hands no ref to a shell that is more than a name', async () => {
    write({ '.git/HEAD': '' });
    const gate = (await infer({ base: 'main; rm -rf /' }))['registry/league']?.targets?.['check-migrations'];
    expect(JSON.stringify(gate?.inputs)).not.toContain('rm -rf');
  });
});

describe('modules that are not committed', () => {
  it('are written by a cached target whose own inputs are the slice', async () => {
    const targets = (await infer({ commit: false }))['web']?.targets ?? {};
    expect(targets['check-row-types']).toBeUndefined();
    expect(targets['generate-row-types']).toMatchObject({
      cache: true,
      outputs: ['{projectRoot}/src/rows.gen.ts'],
      options: { fromSnapshot: true },
    });
    expect(targets['generate-row-types']?.inputs).toContain(
      '{workspaceRoot}/registry/league/schema/public.players.json',
    );
  });
});

describe('modules beside .sql files that are not committed', () => {
  it('are outputs of the target that writes them', async () => {
    const typed = (source: string): string =>
      contract('web', 'players').replace('driver: pg', 'driver: pg\n  statements: true').replace('source: web', source);
    write({ 'registry/league/consumers/web.yaml': typed('source: web') });
    const outputs = async (): Promise<unknown> =>
      (await infer({ commit: false }))['web']?.targets?.['generate-row-types']?.outputs;
    expect(await outputs()).toEqual([
      '{projectRoot}/src/rows.gen.ts',
      '{projectRoot}/src/rows.statements.gen.ts',
      '{projectRoot}/**/*.queries.ts',
    ]);
    write({ 'registry/league/consumers/web.yaml': typed('source: web/server'), 'web/server/db.ts': '' });
    expect(await outputs()).toContain('{projectRoot}/server/**/*.queries.ts');
  });
});

describe('a registry whose migrations are in another repository', () => {
  it('has no target that needs them', async () => {
    const projects = await infer({ fromSnapshot: true });
    expect(projects['registry/league']?.targets).toEqual({});
    expect(projects['web']?.targets?.['check-row-types']?.dependsOn).toEqual([]);
    expect(projects['web']?.targets?.['scan-check']).toMatchObject({ cache: true, options: { fromSnapshot: true } });
  });
});

describe('a producer with a server', () => {
  it('is never answered from the cache about its snapshot', async () => {
    write({
      'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  database: { env: LEAGUE_URL }\n',
    });
    const projects = await infer();
    expect(projects['registry/league']?.targets?.['check-snapshot']).toMatchObject({ cache: false });
    expect(projects['web']?.targets?.['check-row-types']).toMatchObject({ cache: true, dependsOn: [] });
  });
});

describe('where consumers lie', () => {
  it('gives targets to the project that the folder belongs to, and takes no files from it', async () => {
    write({
      'apps/site/project.json': '{"name":"site"}',
      'apps/site/server/package.json': '{"type":"module"}',
      'registry/league/consumers/site.yaml': contract('site', 'teams').replace(
        'source: site',
        'source: apps/site/server',
      ),
    });
    const projects = await infer();
    expect(Object.keys(projects)).toContain('apps/site');
    expect(Object.keys(projects)).not.toContain('apps/site/server');
    expect(projects['apps/site']?.targets?.['check-row-types']?.inputs).toContain(
      '{projectRoot}/server/src/rows.gen.ts',
    );
  });

  it('makes a project of a folder that belongs to none', async () => {
    write({ 'job/run.ts': '', 'registry/league/consumers/job.yaml': contract('job', 'teams') });
    expect((await infer())['job']?.name).toBe('job');
  });

  it('puts the contracts of one folder with two producers together', async () => {
    write({
      'registry/cup/producer.yaml': 'version: 1\nproducer: cup\nschema:\n  migrations: cup/migrations\n',
      'registry/cup/consumers/web.yaml': contract('web', 'games').replace('src/rows', 'src/cup'),
    });
    const projects = await infer({}, ['registry/cup/producer.yaml', 'registry/league/producer.yaml']);
    expect(projects['web']?.targets?.['check-row-types']?.options).toMatchObject({
      contracts: ['cup/web', 'league/web'],
    });
    expect(projects['web']?.metadata).toMatchObject({
      rowpact: { databases: ['registry/cup/database', 'registry/league/database'] },
    });
  });

  it('leaves out whoever is not here or lies outside the workspace', async () => {
    write({
      'registry/league/consumers/gone.yaml': contract('gone', 'teams'),
      'registry/league/consumers/far.yaml': contract('far', 'teams').replace('source: far', 'source: ../far'),
    });
    expect(Object.keys(await infer())).toEqual(['registry/league', 'registry/league/database', 'web']);
  });

  it('takes brackets in a module for themselves', async () => {
    write({ 'registry/league/consumers/web.yaml': contract('web', 'teams').replace('src/rows', 'src/[token]/rows') });
    expect((await infer())['web']?.targets?.['check-row-types']?.inputs?.[0]).toBe(
      '{projectRoot}/src/[[]token]/rows.gen.ts',
    );
  });
});

describe('a registry that is being edited', () => {
  it.each([
    ['a producer that is no YAML', 'registry/league/producer.yaml', 'producer: [league\nschema: {'],
    ['an empty producer', 'registry/league/producer.yaml', ''],
    ['a contract that is no YAML', 'registry/league/consumers/web.yaml', 'consumer: "web\n\tsource: - x'],
    ['a contract of the wrong shape', 'registry/league/consumers/web.yaml', '[1, 2]'],
    [
      'relations that are none',
      'registry/league/consumers/web.yaml',
      'source: web\nrelations: { "a..b": 1, __proto__: 2 }',
    ],
    ['a snapshot that is no JSON', 'registry/league/schema/public.players.json', '{"columns": ['],
    [
      'a snapshot of the wrong shape',
      'registry/league/schema/public.players.json',
      '{"columns": [{"type": {"id": "x"}}]}',
    ],
  ])('with %s still answers', async (_what, path, text) => {
    write({ [path]: text });
    const projects = await infer();
    expect(Object.keys(projects['registry/league']?.targets ?? {})).toContain('check-snapshot');
  });

  it('finds the consumer of a contract with an error further down', async () => {
    write({ 'registry/league/consumers/web.yaml': `${contract('web', 'teams')}scan: [unclosed\n` });
    expect((await infer())['web']?.targets?.['check-row-types']).toBeDefined();
  });

  it('finds the consumer behind backslashes, which its check then refuses', async () => {
    write({
      'apps/site/package.json': '{"name":"site"}',
      'registry/league/consumers/site.yaml': contract('site', 'teams').replace(
        'source: site',
        String.raw`source: apps\site`,
      ),
    });
    expect(Object.keys(await infer())).toContain('apps/site');
  });
});

describe('the edges', () => {
  it('lead from consumers and migrations to the database, by whatever name it has', async () => {
    const inferred = await infer();
    const projects = Object.fromEntries(
      Object.entries(inferred).map(([folder, project]) => [
        project.name ?? 'the-database',
        { ...project, root: folder },
      ]),
    );
    const context = { projects } as unknown as Parameters<typeof createDependencies>[1]; // all that it reads
    const edges = await createDependencies(undefined, context);
    expect(edges).toEqual([
      { source: 'league-migrations', target: 'the-database', type: 'implicit' },
      { source: 'web', target: 'the-database', type: 'implicit' },
    ]);
  });

  it('are left out where nothing stands for the database yet', async () => {
    rmSync(join(root, 'registry/league/database'), { recursive: true });
    const inferred = await infer();
    expect(Object.keys(inferred)).toEqual(['registry/league', 'web']);
    const projects = Object.fromEntries(
      Object.entries(inferred).map(([folder, one]) => [folder, { ...one, root: folder }]),
    );
    expect(
      await createDependencies(undefined, { projects } as unknown as Parameters<typeof createDependencies>[1]),
    ).toEqual([]);
  });
});
