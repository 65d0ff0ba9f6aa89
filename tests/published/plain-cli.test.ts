import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../../packages/postgres/src/engine/testing/test-cache.js';
import { freshWorkspace, type Workspace } from './fresh-workspace.js';
import { BROKEN_BY_DROP, DROP, LEAGUE } from './league.js';
import { type LocalRegistry, startRegistry } from './local-registry.js';
import { outputOf, packAll } from './pack.js';

// A producer and a consumer that install rowpact from a registry, without Nx, and live through a dropped column.
const INIT = ['--producer', 'league', '--migrations', 'db/migrations', '--consumer', 'web', '--source', 'web'];

let registry: LocalRegistry;
let cache: string;
beforeAll(async () => {
  registry = await startRegistry(await packAll());
  cache = await folderWithTemplate();
});
afterAll(async () => {
  await registry.stop();
  await rm(cache, { recursive: true, force: true });
});

describe.each([
  { packageManager: 'npm', typescript: '5.9.3' },
  { packageManager: 'npm', typescript: '6.0.3' },
  { packageManager: 'npm', typescript: '7.0.2' },
  { packageManager: 'pnpm', typescript: '5.9.3' },
] as const)('installed by $packageManager beside TypeScript $typescript', ({ packageManager, typescript }) => {
  let workspace: Workspace;
  beforeAll(async () => {
    const devDependencies = { typescript };
    const env = { ROWPACT_CACHE_DIR: cache };
    const registryUrl = registry.url;
    workspace = await freshWorkspace({ packageManager, files: LEAGUE, devDependencies, registryUrl, env });
    outputOf(await workspace.manager('install', '--save-dev', 'rowpact'));
  });
  afterAll(() => workspace.remove());

  it('has that TypeScript, and rowpact from the tarballs', async () => {
    expect(outputOf(await workspace.exec('tsc', '--version'))).toContain(typescript);
    expect(outputOf(await workspace.exec('rowpact', '--version'))).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('writes a first registry and rows that the consumer compiles with', async () => {
    outputOf(await workspace.exec('rowpact', 'init', '--yes', ...INIT, '--output', 'src/rows.gen.ts'));
    outputOf(await workspace.exec('rowpact', 'generate'));
    outputOf(await workspace.exec('tsc', '-p', 'web'));
  });

  it('leaves nothing of rowpact in what the consumer runs', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'rowpact-deployed-'));
    await writeFile(join(elsewhere, 'players.mjs'), await readFile(join(workspace.root, 'web/dist/players.js')));
    const { teamOf } = (await import(pathToFileURL(join(elsewhere, 'players.mjs')).href)) as {
      teamOf: (pool: unknown, player: number) => Promise<unknown>;
    };
    expect(await teamOf({ query: () => ({ rows: [{ id: 7, team_id: 3 }] }) }, 7)).toBe(3);
    await rm(elsewhere, { recursive: true });
  });

  it('makes tsc fail at the line that reads what a migration drops, and nowhere else', async () => {
    await workspace.write(DROP.path, DROP.text);
    outputOf(await workspace.exec('rowpact', 'generate'));
    const outcome = await workspace.exec('tsc', '-p', 'web', '--pretty', 'false');
    expect(outcome.stdout.trim()).toBe(BROKEN_BY_DROP);
    expect(outcome.code).not.toBe(0);
  });
});
