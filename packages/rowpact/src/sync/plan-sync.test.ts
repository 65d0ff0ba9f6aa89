import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut } from '../carry-out.js';
import { isInSync } from './is-in-sync.js';
import { planSync } from './plan-sync.js';
import type { SyncOptions } from './sync-options.js';

let cache: string;
let root: string;
beforeAll(() => (cache = mkdtempSync(join(tmpdir(), 'rowpact-cache-'))));
afterAll(() => rmSync(cache, { recursive: true, force: true }));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-sync-'));
  write('db/001_players.sql', 'CREATE TABLE players (id int PRIMARY KEY);\n');
  write('registry/league/producer.yaml', 'version: 1\nproducer: league\nschema:\n  migrations: db\n');
  write(
    'registry/league/consumers/web.yaml',
    'version: 1\nconsumer: web\nproducer: league\nsource: web\ngenerate: { file: rows.gen.ts, driver: pg }\nrelations:\n  players: { wildcard: true }\n',
  );
  mkdirSync(join(root, 'web'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function options(more: Partial<SyncOptions> = {}): SyncOptions {
  return { cwd: root, env: { ROWPACT_CACHE_DIR: cache }, registry: 'registry', modules: true, ...more };
}

/** Later than anything that was written before, as it is for a person. */
const soon = (): number => Date.now() + 1000;

async function synced(more: Partial<SyncOptions> = {}): Promise<void> {
  const plan = await planSync(options(more), soon());
  if (plan !== null) await carryOut(plan);
  expect(await planSync(options(more), soon())).toBeNull();
}

async function stale(more: Partial<SyncOptions> = {}): Promise<readonly string[]> {
  return ((await planSync(options(more), soon()))?.changes ?? []).map(({ path }) => path);
}

describe('what is to be kept in sync', () => {
  it('is the snapshot and every module: the plan has what is stale and nothing else', async () => {
    await synced();
    write('db/002_team.sql', 'ALTER TABLE players ADD team_id int;\n');
    expect(await stale()).toEqual([
      'registry/league/schema/public.players.json',
      'registry/league/migrations.json',
      'web/rows.gen.ts',
    ]);
  });

  it('has the schemas of a module that are asked for', async () => {
    const path = 'registry/league/consumers/web.yaml';
    write(path, readFileSync(join(root, path), 'utf8').replace('driver: pg', 'driver: pg, zod: true'));
    await synced();
    expect(readFileSync(join(root, 'web/rows.zod.gen.ts'), 'utf8')).toContain('export const playersRow = z.object({');
    write('web/rows.zod.gen.ts', '// by hand\n');
    expect(await isInSync(options())).toBe(false);
    expect(await stale()).toEqual(['web/rows.zod.gen.ts']);
    expect(await stale({ modules: false })).toEqual([]);
  });

  it('has no modules where they are not committed', async () => {
    await synced({ modules: false });
    expect(() => readFileSync(join(root, 'web/rows.gen.ts'))).toThrow('ENOENT');
  });

  it('has no snapshot where the migrations are elsewhere', async () => {
    await synced();
    rmSync(join(root, 'db'), { recursive: true });
    write('web/rows.gen.ts', '');
    expect(await stale({ fromSnapshot: true })).toEqual(['web/rows.gen.ts']);
    expect(await stale({ fromSnapshot: true, modules: false })).toEqual([]);
  });
});

describe('being in sync', () => {
  it('is known once it was found, and forgotten with any change', async () => {
    expect(await isInSync(options())).toBe(false);
    await synced();
    expect(await isInSync(options())).toBe(true);
    write('web/rows.gen.ts', '// by hand\n');
    expect(await isInSync(options())).toBe(false);
  });

  it.each([
    ['a migration more', 'db/002_team.sql', 'ALTER TABLE players ADD team_id int;\n'],
    ['a migration edited', 'db/001_players.sql', 'CREATE TABLE players (id int PRIMARY KEY, name text);\n'],
    ['a contract edited', 'registry/league/consumers/web.yaml', '# edited\n'],
    ['a contract more', 'registry/league/consumers/job.yaml', ''],
    ['an announcement', 'registry/league/lifecycle.yaml', 'version: 1\n'],
  ])('is not known after %s', async (_what, path, text) => {
    await synced();
    expect(await isInSync(options())).toBe(true);
    write(path, text);
    expect(await isInSync(options())).toBe(false);
  });

  describe('with statements that are typed', () => {
    const CALL = `import { pool } from './db.js';\nexport const ids = () => pool.query('SELECT id FROM players');\n`;
    beforeEach(async () => {
      const path = 'registry/league/consumers/web.yaml';
      write(path, readFileSync(join(root, path), 'utf8').replace('driver: pg', 'driver: pg, statements: true'));
      write('.git/HEAD', 'ref: refs/heads/main\n');
      write('.gitignore', 'dist\n');
      write('web/src/players.ts', CALL);
      write('web/src/db.ts', `import { Pool } from 'pg';\nexport const pool = new Pool();\n`);
      write('web/dist/players.js', '');
      await synced();
    });

    it('is known while the source is as it was', async () => {
      expect(readFileSync(join(root, 'web/rows.statements.gen.ts'), 'utf8')).toContain('SELECT id FROM players');
      expect(await isInSync(options())).toBe(true);
      write('web/dist/chunks/more.js', CALL);
      write('README.md', '# League\n');
      expect(await isInSync(options())).toBe(true);
    });

    it.each([
      ['a file edited', 'web/src/players.ts', CALL.replace('SELECT id', 'SELECT id AS key')],
      ['a file more', 'web/src/teams.ts', CALL],
      ['a folder more', 'web/src/pages/teams.ts', CALL],
      ['a .sql file more', 'web/src/players.sql', '-- name: GetPlayers :many\nSELECT id FROM players;\n'],
      ['a file edited that the call was followed to', 'web/src/db.ts', 'export const pool = { query: String };\n'],
      ['a .gitignore edited above', '.gitignore', 'dist\nplayers.ts\n'],
      ['a .gitignore more', 'web/src/.gitignore', 'players.ts\n'],
      ['a generated module edited', 'web/rows.statements.gen.ts', '// by hand\n'],
    ])('is not known after %s', async (_what, path, text) => {
      expect(await isInSync(options())).toBe(true);
      write(path, text);
      expect(await isInSync(options())).toBe(false);
    });

    it('is not known after a file less, and a folder less', async () => {
      write('web/src/pages/teams.ts', CALL);
      await synced();
      expect(await isInSync(options())).toBe(true);
      rmSync(join(root, 'web/src/pages'), { recursive: true });
      expect(await isInSync(options())).toBe(false);
      await synced();
      rmSync(join(root, 'web/src/players.ts'));
      expect(await isInSync(options())).toBe(false);
    });

    it('is not kept where the source changed while it was found', async () => {
      write('web/src/later.ts', 'export {};\n');
      expect(await planSync(options(), Date.now() - 60_000)).toBeNull();
      expect(await isInSync(options())).toBe(false);
    });
  });

  it('with modules says nothing of being in sync without them', async () => {
    await synced();
    expect(await isInSync(options({ modules: false }))).toBe(false);
  });
});
