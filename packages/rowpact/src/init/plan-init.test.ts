import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readRegistry } from '@rowpact/registry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut, checkOnly } from '../carry-out.js';
import { planGenerate } from '../generate.js';
import { planEmptyRegistry } from './empty-registry.js';
import { type InitOptions, planInit } from './plan-init.js';

let cache: string;
let root: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-init-'));
  await files({
    'db/migrations/001_players.sql': 'CREATE TABLE players (id int PRIMARY KEY, team_id int);\n',
    'package.json': '{"name":"league","dependencies":{"postgres":"3"}}',
    'apps/web/index.ts': '',
  });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function files(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

function init(options: Partial<InitOptions>) {
  return planInit({ cwd: root, env: { ROWPACT_CACHE_DIR: cache }, ...options });
}

async function written(options: Partial<InitOptions>): Promise<void> {
  await carryOut((await init(options)).plan);
}

describe('an empty registry', () => {
  it('is one that can be read, and stays as it is the second time', async () => {
    await carryOut(await planEmptyRegistry({ cwd: root }));
    expect((await readRegistry(join(root, 'registry'))).producers).toEqual([]);
    await files({ 'registry/README.md': 'ours\n' });
    expect((await checkOnly(await planEmptyRegistry({ cwd: root }))).findings).toEqual([]);
    expect(await readFile(join(root, 'registry/README.md'), 'utf8')).toBe('ours\n');
  });

  it('takes the name that it is given', async () => {
    const { changes } = await planEmptyRegistry({ cwd: root, registry: 'db/contracts' });
    expect(changes.map(({ path }) => path)).toContain('contracts/README.md');
  });
});

describe('a producer and a consumer, one after the other', () => {
  it('with types plans all that generate writes', async () => {
    await written({ producer: 'league', adds: 'producer', withTypes: true });
    await written({ consumer: 'web', source: 'apps/web', adds: 'consumer', withTypes: true });
    expect(await readFile(join(root, 'apps/web/src/database.gen.ts'), 'utf8')).toContain('export interface PlayersRow');
    const plan = await planGenerate({ cwd: root, env: { ROWPACT_CACHE_DIR: cache } });
    expect((await checkOnly(plan)).findings).toEqual([]);
  });

  it('takes the driver that the folder above depends on', async () => {
    await written({ producer: 'league', adds: 'producer' });
    const { plan } = await init({ consumer: 'web', source: 'apps/web', adds: 'consumer' });
    expect(plan.changes.find(({ path }) => path.endsWith('web.yaml'))?.content).toContain('driver: postgres');
  });

  it('stays at the pinned revision', async () => {
    await written({ producer: 'league', adds: 'producer', withTypes: true });
    await files({
      'db/migrations/002_drop.sql': 'ALTER TABLE players DROP COLUMN team_id;\n',
      'registry/league/pin.json': '{"pinned":"001_players"}',
    });
    const { plan } = await init({ consumer: 'web', source: 'apps/web', adds: 'consumer', withTypes: true });
    expect(plan.changes.find(({ path }) => path.endsWith('.gen.ts'))?.content).toContain('team_id');
  });
});

describe('what is refused', () => {
  it('a consumer of a producer that nobody registered', async () => {
    await expect(init({ consumer: 'web', source: 'apps/web', adds: 'consumer' })).rejects.toThrow('has no producer');
    await written({ producer: 'league', adds: 'producer' });
    const asked = init({ producer: 'legaue', consumer: 'web', source: 'apps/web', adds: 'consumer' });
    await expect(asked).rejects.toThrow('the registry has no producer named legaue');
  });

  it('a consumer without a word which of several producers it uses', async () => {
    await written({ producer: 'league', adds: 'producer' });
    await written({ producer: 'billing', migrations: 'db/migrations', adds: 'producer' });
    await expect(init({ consumer: 'web', source: 'apps/web' })).rejects.toMatchObject({
      failures: [{ code: 'usage', hint: 'name one with --producer: billing, league' }],
    });
  });

  it.each([
    [{ producer: 'the league' }, 'producer: expected'],
    [{ producer: 'league', consumer: 'web', source: 'apps/web', output: '../rows.ts' }, 'generate.file: expected'],
  ])('what the registry could not read again: %j', async (options, message) => {
    await expect(init(options)).rejects.toMatchObject({ failures: [{ message: expect.stringContaining(message) }] });
  });

  it('to write over a file that somebody wrote', async () => {
    await files({ 'apps/web/src/database.gen.ts': 'export interface Player {}\n' });
    const asked = init({ producer: 'league', consumer: 'web', source: 'apps/web', withTypes: true });
    await expect(asked).rejects.toThrow('apps/web/src/database.gen.ts is there already, and rowpact did not write it');
  });
});
