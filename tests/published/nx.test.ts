import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshWorkspace, type Workspace } from './fresh-workspace.js';
import { BROKEN_BY_DROP, DROP, LEAGUE } from './league.js';
import { type LocalRegistry, startRegistry } from './local-registry.js';
import { outputOf, packAll } from './pack.js';

// The published plugin in workspaces of the two Nx versions that it is for.
const FILES = {
  ...LEAGUE,
  'nx.json': '{"analytics":false,"neverConnectToCloud":true}',
  'web/package.json': '{"name":"web","type":"module"}',
  'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db/migrations\n',
  'registry/league/consumers/web.yaml':
    'version: 1\nconsumer: web\nproducer: league\nsource: web\ngenerate:\n  file: src/rows.gen.ts\n  driver: pg\nrelations:\n  players: { wildcard: true }\n',
};

let registry: LocalRegistry;
let cache: string;
beforeAll(async () => {
  registry = await startRegistry(await packAll());
  cache = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
});
afterAll(async () => {
  await registry.stop();
  await rm(cache, { recursive: true, force: true });
});

describe.each([
  { nx: '24.0.6', typescript: '6.0.3' },
  { nx: '23.3.2', typescript: '5.9.3' },
])('in a workspace of Nx $nx', ({ nx, typescript }) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await freshWorkspace({
      packageManager: 'npm',
      files: FILES,
      devDependencies: { nx, typescript, '@rowpact/nx': 'latest' },
      registryUrl: registry.url,
      env: { ROWPACT_CACHE_DIR: cache },
    });
  });
  afterAll(() => workspace.remove());

  it('has that Nx, and no other beside it', async () => {
    const places = outputOf(await workspace.manager('ls', 'nx', '--all', '--parseable'))
      .trim()
      .split('\n');
    expect([...new Set(places)]).toEqual([expect.stringMatching(/node_modules[/\\]nx$/)]);
    expect(JSON.parse(await workspace.read('node_modules/nx/package.json'))).toMatchObject({ version: nx });
  });

  it('generates rows that the consumer compiles with', async () => {
    const outcome = await workspace.exec('nx', 'generate', '@rowpact/nx:row-types', '--no-interactive');
    expect(outputOf(outcome)).toContain('CREATE web/src/rows.gen.ts');
    outputOf(await workspace.exec('tsc', '-p', 'web'));
  });

  it('makes tsc fail at the line that reads what a migration drops, and nowhere else', async () => {
    await workspace.write(DROP.path, DROP.text);
    const outcome = await workspace.exec('nx', 'generate', '@rowpact/nx:row-types', '--no-interactive');
    expect(outputOf(outcome)).toContain('UPDATE web/src/rows.gen.ts');
    const compiled = await workspace.exec('tsc', '-p', 'web', '--pretty', 'false');
    expect(compiled.stdout.trim()).toBe(BROKEN_BY_DROP);
    expect(compiled.code).not.toBe(0);
  });
});
