import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SCAN } from '@rowpact/model';
import { scanConsumer } from '@rowpact/scan';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryOut, checkOnly } from '../carry-out.js';
import { planGenerate } from '../generate.js';

const CASE = join(import.meta.dirname, 'cases/league-pg');
const cache = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-queries-'));
  await cp(CASE, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function plan(more: { readonly producer?: string; readonly fromSnapshot?: boolean } = {}) {
  return planGenerate({ cwd: root, env: { ROWPACT_CACHE_DIR: cache }, ...more });
}

async function filesOf(...given: Parameters<typeof plan>) {
  const { changes, notes } = await plan(...given);
  return { paths: changes.filter(({ consumer }) => consumer !== null).map(({ path }) => path), notes };
}

describe('modules beside .sql files', () => {
  it('are the consumer’s own, and stale where they are not as planned', async () => {
    const { changes } = await plan();
    expect(changes.find(({ path }) => path === 'web/db/players.queries.ts')).toMatchObject({
      ...{ producer: 'league', consumer: 'web', within: 'web' },
    });
    await writeFile(join(root, 'web/db/team-count.sql'), 'SELECT count(*)::int AS clubs FROM teams');
    const { findings } = await checkOnly(await plan());
    const stale = findings.filter((finding) => finding.kind === 'stale-file' && finding.file.startsWith('web/'));
    expect(stale).toMatchObject([{ file: 'web/db/team-count.queries.ts', change: 'update' }]);
  });

  it('go with their .sql file, and with the last statement that has a function', async () => {
    await rm(join(root, 'web/db/team-count.sql'));
    await writeFile(join(root, 'web/db/hostile.sql'), 'SELECT 1; SELECT 2;');
    const { findings } = await checkOnly(await plan());
    expect(findings.filter(({ kind }) => kind === 'stale-file')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ file: 'web/db/team-count.queries.ts', change: 'delete' }),
        expect.objectContaining({ file: 'web/db/hostile.queries.ts', change: 'delete' }),
      ]),
    );
    await carryOut(await plan());
    await expect(readFile(join(root, 'web/db/team-count.queries.ts'))).rejects.toThrow('ENOENT');
    expect((await filesOf()).paths).not.toContain('web/db/team-count.queries.ts');
  });

  it('stay where their .sql file is there and could not be read, and where they are another consumer’s', async () => {
    await writeFile(join(root, 'web/db/team-count.sql'), Buffer.from([0, 1, 2, 255, 0, 0, 7]));
    const module = await readFile(join(root, 'web/db/hostile.queries.ts'), 'utf8');
    await rm(join(root, 'web/db/hostile.sql'));
    await writeFile(join(root, 'web/db/hostile.queries.ts'), module.replace('that web reads', 'that shop reads'));
    const { changes } = await plan();
    expect(changes.filter(({ path, content }) => path.endsWith('.queries.ts') && content === null)).toEqual([]);
  });

  it('never replace what somebody else wrote', async () => {
    await writeFile(
      join(root, 'web/db/players.queries.ts'),
      '/** Types generated for queries found in "players.sql" */',
    );
    const { paths, notes } = await filesOf();
    expect(paths).not.toContain('web/db/players.queries.ts');
    expect(notes).toContain(
      'web/db/players.sql gets no functions: web/db/players.queries.ts is not what rowpact wrote for it',
    );
  });

  it('say the same from the snapshot alone, where nobody knows what a migration dropped', async () => {
    await carryOut(await plan());
    await rename(join(root, 'db'), join(root, 'gone'));
    const { changes } = await plan({ fromSnapshot: true });
    const content = changes.find(({ path }) => path === 'web/db/old.queries.ts')?.content;
    expect(content).toBe(await readFile(join(root, 'web/db/old.queries.ts'), 'utf8'));
  });

  it('are no source: a statement counts once, at its place in the .sql file', async () => {
    const folder = join(root, 'web');
    await writeFile(
      join(folder, 'app.ts'),
      "import { Pool } from 'pg';\nimport { getPlayers } from './db/players.queries.js';\nconst pool = new Pool();\nexport const rows = (token: string) => getPlayers(pool, { token });\n",
    );
    const scan = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: null });
    const found = scan.statements.filter(({ text }) => text.includes('WHERE token = $1'));
    expect(found.map(({ place: { file, line } }) => `${file}:${line}`)).toEqual(['db/players.sql:2']);
    expect(scan.blinds.filter(({ place }) => !place.file.endsWith('.sql'))).toEqual([]);
    expect(scan.texts.filter(({ place }) => place.file !== 'calls.ts')).toEqual([]);
  });
});

describe('a consumer of two databases', () => {
  const text = (producer: string) =>
    `version: 1\nconsumer: web\nproducer: ${producer}\nsource: web\ngenerate: { file: src/${producer}.gen.ts, driver: pg, statements: true }\nrelations: {}\n`;

  it('gets each module once, whichever of them is asked alone', async () => {
    await cp(join(root, 'registry/league'), join(root, 'registry/arena'), { recursive: true });
    await cp(join(root, 'db'), join(root, 'halls'), { recursive: true });
    await rm(join(root, 'halls/002_drop_team_id.sql'));
    await writeFile(join(root, 'halls/001_league.sql'), 'CREATE TABLE halls (id int PRIMARY KEY, name text NOT NULL);');
    await writeFile(
      join(root, 'registry/arena/producer.yaml'),
      'version: 1\nproducer: arena\nschema: { migrations: halls }\n',
    );
    await writeFile(join(root, 'registry/arena/consumers/web.yaml'), text('arena'));
    await writeFile(join(root, 'registry/league/consumers/web.yaml'), text('league'));
    await writeFile(join(root, 'web/db/halls.sql'), '-- name: GetHalls :many\nSELECT id FROM halls;');
    await writeFile(join(root, 'web/db/now.sql'), 'SELECT now() AS now');
    await writeFile(
      join(root, 'web/db/both.sql'),
      '-- name: A :many\nSELECT id FROM halls;\n-- name: B :many\nSELECT id FROM teams;',
    );
    // Which relations the other database has, its committed snapshot says.
    const first = await plan();
    expect(first.notes).toContain(
      'web/db/both.queries.ts: whose database it is about is known once the snapshots are written; generate again',
    );
    await carryOut(first);
    const queries = (paths: readonly string[]) => paths.filter((path) => path.endsWith('.queries.ts')).sort();
    const arena = await filesOf({ producer: 'arena' });
    const league = await filesOf({ producer: 'league' });
    expect(queries(arena.paths)).toEqual([
      'web/db/halls.queries.ts',
      'web/db/hostile.queries.ts',
      'web/db/now.queries.ts',
    ]);
    expect(queries(league.paths)).toEqual(
      ['old', 'players', 'team-count', 'teams'].map((name) => `web/db/${name}.queries.ts`),
    );
    const both = await filesOf();
    expect(queries(both.paths)).toEqual([...queries(arena.paths), ...queries(league.paths)].sort());
    expect(both.notes).toContain(
      'web/db/both.sql: its statements are about two databases, so it gets no both.queries.ts',
    );
  });
});
