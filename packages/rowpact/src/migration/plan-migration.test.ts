import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSnapshot } from '@rowpact/registry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut } from '../carry-out.js';
import { planInit } from '../init/plan-init.js';
import { planDeprecate } from '../lifecycle/deprecate.js';
import { listMigrations } from '../migrations.js';
import type { Plan } from '../plan.js';
import { planSnapshot } from '../snapshot.js';
import { type MigrationOptions, planMigration } from './plan-migration.js';

const SCHEMA = `CREATE TYPE "Shirt Size" AS ENUM ('s', 'm', 'it''s', 'xl');
CREATE TABLE players (id int PRIMARY KEY, team_id int, email text CONSTRAINT players_email_key UNIQUE, score int DEFAULT 0);
CREATE TABLE "a b" ("select" int, size "Shirt Size" DEFAULT 'm', sizes "Shirt Size"[]);
CREATE VIEW active_players AS SELECT id, team_id FROM players;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM players;
`;
const NOW = Date.UTC(2026, 10, 30, 15, 30, 45);

let cache: string;
let root: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-migration-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function options() {
  return { cwd: root, env: { ROWPACT_CACHE_DIR: cache } };
}

async function registered(schema: string, file = '001_league.sql', before = ''): Promise<void> {
  await write(`db/migrations/${file}`, before + schema);
  await carryOut((await planInit({ ...options(), producer: 'league', adds: 'producer', withTypes: true })).plan);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function migration(asked: Partial<MigrationOptions>): Promise<Plan> {
  return planMigration({ ...options(), name: null, drop: [], now: NOW, ...asked });
}

/** Writes the migration, and answers its text and how the schema is called after it ran. */
async function run(asked: Partial<MigrationOptions>): Promise<{ readonly text: string; readonly schema: string }> {
  const plan = await migration(asked);
  for (const { path } of plan.changes) if (path.endsWith('.sql')) expect(existsSync(join(root, path))).toBe(false);
  await carryOut(plan);
  await carryOut(await planSnapshot(options()));
  const schema = JSON.stringify(await readSnapshot(join(root, 'registry'), 'league'));
  return { text: plan.changes[0]?.content ?? '', schema };
}

function announce(name: string, said: { readonly reason?: string; readonly cascade?: readonly string[] } = {}) {
  const nothing = { kind: null, replacement: null, removeAfter: null, dropped: null, revive: false };
  const { reason = 'nobody needs it', cascade = [] } = said;
  return planDeprecate({ ...options(), ...nothing, name, reason, cascade, today: '2026-11-30' }).then(carryOut);
}

describe('the statement of a drop, as PostgreSQL runs it', () => {
  it.each([
    ['players.score', 'ALTER TABLE players DROP COLUMN score;', '"score"'],
    ['"a b"."select"', 'ALTER TABLE "a b" DROP COLUMN "select";', '"select"'],
    ['table "a b"', 'DROP TABLE "a b";', '"a b"'],
    ['view active_players', 'DROP VIEW active_players;', 'active_players'],
    ['totals', 'DROP MATERIALIZED VIEW totals;', 'totals'],
    ['players.players_email_key', 'ALTER TABLE players DROP CONSTRAINT players_email_key;', 'players_email_key'],
    ['default players.score', 'ALTER TABLE players ALTER COLUMN score DROP DEFAULT;', '"default":"0"'],
  ])('%s', async (drop, statement, gone) => {
    await registered(SCHEMA);
    const { text, schema } = await run({ drop: [drop] });
    expect(text.split('\n').at(-2)).toBe(statement);
    expect(schema).not.toContain(gone);
  });

  it('of an enum value makes the type anew, and changes its columns over', async () => {
    await registered(SCHEMA);
    const { text, schema } = await run({ drop: [`"Shirt Size".it's`] });
    expect(text).toContain(`CREATE TYPE "Shirt Size" AS ENUM ('s', 'm', 'xl');`);
    expect(text).toContain(`ALTER TABLE "a b" ALTER COLUMN size SET DEFAULT 'm'::public."Shirt Size";`);
    expect(text).toContain('ALTER COLUMN sizes TYPE "Shirt Size"[] USING sizes::text[]::"Shirt Size"[];');
    expect(schema).not.toContain("it's");
    expect(schema).not.toContain('_old');
  });

  it('is preceded by what its announcement says falls with it', async () => {
    await registered(SCHEMA);
    await announce('players.team_id', { cascade: ['view active_players', 'function f(int)'] });
    const { text, schema } = await run({ drop: ['players.team_id'] });
    expect(text).toContain('DROP VIEW active_players;\n-- Falls with it, as announced: function f(int).\nALTER TABLE');
    expect(schema).not.toContain('team_id');
  });
});

describe('what stands above it', () => {
  it('leads to the announcement, where there is none', async () => {
    await registered(SCHEMA);
    await write(
      'registry/league/producer.yaml',
      `${await read('registry/league/producer.yaml')}policy: { drops: two-phase }\n`,
    );
    const { notes, changes } = await migration({ drop: ['"a b"."select"'] });
    const announcing = `rowpact deprecate '"a b"."select"' --reason 'why it goes'`;
    expect(notes).toEqual([
      expect.stringContaining(`"a b"."select" is not announced: announce it first with \`${announcing}\``),
    ]);
    expect(changes[0]?.content).toContain(`\n--   ${announcing}\n--   rowpact generate\n`);
    expect(changes[0]?.content).toContain(`--dropped 002_drop_a_b_select\n`);
  });

  it('says where an announced object stands, and until when the migration waits', async () => {
    await registered(SCHEMA);
    await announce('players.score');
    const { notes, changes } = await migration({ drop: ['players.score'] });
    expect(changes[0]?.content).toContain(
      '-- The column players.score is unreferenced, may go after 2026-12-30: nobody needs it.',
    );
    expect(changes[0]?.content).toContain('It is announced in registry/league/lifecycle.yaml:');
    expect(notes).toEqual([
      'players.score is unreferenced: this migration waits until `rowpact lifecycle` calls it droppable',
    ]);
    const later = await migration({ drop: ['players.score'], now: Date.UTC(2027, 0, 1) });
    expect(later.notes).toEqual([expect.stringContaining('players.score is droppable')]);
  });

  it('says that what nobody uses may go at once, where the policy lets it', async () => {
    await registered(SCHEMA);
    const { notes, changes } = await migration({ drop: ['players.score'] });
    expect(notes).toEqual([
      'nobody uses players.score, so that it may go unannounced, as the policy of its producer says',
    ]);
    expect(changes[0]?.content).not.toContain('deprecate');
  });

  it('says of a consumer that nobody looked at that it may use it', async () => {
    await registered(SCHEMA);
    await mkdir(join(root, 'web'));
    await carryOut((await planInit({ ...options(), consumer: 'web', source: 'web' })).plan);
    const { changes } = await migration({ drop: ['players.score'] });
    expect(changes[0]?.content).toContain('--   web may use it: it was never scanned\n');
  });

  it('cannot run, mark a section, or be filled in, whatever people wrote as a reason', async () => {
    await registered(SCHEMA, 'V1__league.sql');
    await announce('players.score', { reason: 'x\nDROP TABLE players;\n-- migrate:down\n${gone}' });
    const { text, schema } = await run({ drop: ['players.score'] });
    expect(text).toContain('x DROP TABLE players; -- migrate:down $ {gone}.');
    expect(schema).toContain('"players"');
    expect(schema).not.toContain('"score"');
  });
});

async function read(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

describe('a migration', () => {
  it('that drops nothing has what it does in its name, and comes after the others each time', async () => {
    await registered(SCHEMA);
    await carryOut(await migration({ name: 'Add a "waiting list"' }));
    await carryOut(await migration({ name: 'Add a "waiting list"' }));
    expect(await read('db/migrations/002_add_a_waiting_list.sql')).toBe(
      '-- 002_add_a_waiting_list: Add a "waiting list"\n',
    );
    const { producers } = await listMigrations(options());
    const [first, second, third] = producers[0]?.migrations.map(({ label }) => label) ?? [];
    expect([first, second, third]).toEqual(['001_league', '002_add_a_waiting_list', '003_add_a_waiting_list']);
  });

  it('whose name says what it drops, drops it', async () => {
    await registered(SCHEMA);
    const [file] = (await migration({ name: 'drop players.score' })).changes;
    expect(file?.path).toBe('db/migrations/002_drop_players_score.sql');
    expect(file?.content).toContain('DROP COLUMN score;');
    const [other] = (await migration({ name: 'drop the old habits' })).changes;
    expect(other?.content).toBe('-- 002_drop_the_old_habits: drop the old habits\n');
  });

  it('is written in sections where the others are', async () => {
    await registered(SCHEMA, '20240101120000_league.sql', '-- migrate:up\n');
    const { changes } = await migration({ drop: ['players.score'] });
    expect(changes.map(({ path }) => path)).toEqual(['db/migrations/20261130153045_drop_players_score.sql']);
    expect(changes[0]?.content).toMatch(
      /^-- migrate:up\n[^]*DROP COLUMN score;\n\n-- migrate:down\n-- What was dropped does not come back\.\n$/,
    );
  });

  it('is listed where producer.yaml lists the order', async () => {
    await write('db/migrations/league.sql', SCHEMA);
    await write(
      'registry/league/producer.yaml',
      'version: 1\nproducer: league\nschema:\n  migrations:\n    folder: db/migrations\n    order:\n      - league.sql # the first\n',
    );
    await carryOut(await planSnapshot(options()));
    await carryOut(await migration({ name: 'add arenas' }));
    expect(await read('registry/league/producer.yaml')).toContain(
      '      - league.sql # the first\n      - add_arenas.sql\n',
    );
    expect((await listMigrations(options())).producers[0]?.revision).toBe('add_arenas');
  });

  it.each([
    [{}, 'nobody said what the migration does'],
    [{ drop: ['players.scor'] }, 'the schema has nothing named players.scor'],
    [{ drop: ['table players.score'] }, 'the schema has no table named players.score'],
    [{ name: 'x', producer: 'leage' }, 'has no producer named leage'],
  ])('is refused: %j', async (asked, message) => {
    await registered(SCHEMA);
    await expect(migration(asked)).rejects.toThrow(message);
  });

  it('of a producer without migrations is refused', async () => {
    await write('db/schema.sql', SCHEMA);
    await carryOut((await planInit({ ...options(), producer: 'league', schemaFile: 'db/schema.sql' })).plan);
    await expect(migration({ name: 'add arenas' })).rejects.toThrow('league takes its schema from a file');
  });
});
