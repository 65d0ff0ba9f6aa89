import {
  FailureError,
  type CatalogIdentity,
  type CatalogName,
  type RelationId,
  type SchemaState,
} from '@rowpact/model';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCache, type Cache } from '../engine/cache.js';
import type { ReplayOptions, ReplayProgress } from '../engine/replay-options.js';
import { planOf } from '../engine/testing/plan-of.js';
import { folderWithTemplate } from '../engine/testing/test-cache.js';
import { walkMigrations } from './walk-migrations.js';
import type { Walk, WalkedMigration } from './walk.js';

const BASE = {
  '001_league.sql': `
    CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);
    CREATE TABLE players (id serial PRIMARY KEY, team_id int REFERENCES teams ON DELETE CASCADE, name text, jersey int, old_name text);
    CREATE TABLE games (id int PRIMARY KEY, home int REFERENCES teams, score int CHECK (score >= 0));
    CREATE TYPE status AS ENUM ('offered', 'signed');
    CREATE VIEW westside AS SELECT id, name AS called FROM players WHERE team_id = 1;
    CREATE SCHEMA "a b";
    CREATE TABLE "a b"."select" ("🏀 Größe" int, "x""y" text);
    INSERT INTO teams VALUES (1, 'Westside');
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
    CREATE TRIGGER note_players BEFORE INSERT ON players FOR EACH ROW EXECUTE FUNCTION note();
    CREATE ROLE scout;
    CREATE INDEX games_by_home ON games (home);`,
};

let directory = '';
beforeAll(async () => {
  directory = await folderWithTemplate();
});
afterAll(() => rm(directory, { recursive: true }));

function options(cache: Cache = openCache({ directory })): ReplayOptions {
  return { cache, stubs: [] };
}

async function walk(...texts: readonly string[]): Promise<Walk> {
  const pending = planOf(Object.fromEntries(texts.map((text, at) => [`migrations/00${at + 2}_season.sql`, text])));
  return walkMigrations(planOf(BASE), pending.migrations, options());
}

async function step(text: string): Promise<WalkedMigration> {
  const [only] = (await walk(text)).steps;
  if (!only) throw new Error('no step');
  return only;
}

function oidOf(state: SchemaState, relation: string): number {
  const found = state.details.relations.find(({ id }) => id === relation);
  if (!found) throw new Error(`no relation ${relation}`);
  return found.oid;
}

function origin({ origins }: WalkedMigration, catalog: CatalogName, oid: number, sub = 0): string | null {
  return lineOf(origins.originOf([{ catalog, oid, sub }]));
}

function lineOf(found: ReturnType<WalkedMigration['origins']['originOf']>): string | null {
  return found && `${found.location.line}:${found.location.column} ${found.statement.split('\n')[0] ?? ''}`;
}

function written({ data }: WalkedMigration): readonly string[] {
  return data.map(({ relation, how, columns, origin: at }) =>
    [how, relation, ...(columns.length > 0 ? [`(${columns.join(', ')})`] : []), `line ${at.location.line}`].join(' '),
  );
}

describe('a walk', () => {
  test('keeps the identity of what it changes, with a state after each migration', async () => {
    const { before, steps, notes } = await walk(
      'ALTER TABLE players RENAME COLUMN team_id TO team; ALTER TABLE games RENAME TO matches;',
      'ALTER TABLE players DROP COLUMN jersey; ALTER TABLE players ADD COLUMN jersey text;',
    );
    expect(notes).toEqual([]);
    const states = [before, ...steps.map(({ after }) => after)];
    const columns = states.map(({ snapshot }) =>
      snapshot.relations
        .find(({ id }) => id === 'public.players')
        ?.columns.map(({ name, identityInCatalog }) => `${identityInCatalog?.attnum} ${name}`),
    );
    expect(columns).toEqual([
      ['1 id', '2 team_id', '3 name', '4 jersey', '5 old_name'],
      ['1 id', '2 team', '3 name', '4 jersey', '5 old_name'],
      ['1 id', '2 team', '3 name', '5 old_name', '6 jersey'],
    ]);
    expect(oidOf(states[0] ?? before, 'public.games')).toBe(oidOf(states[1] ?? before, 'public.matches'));
  });

  test('starts no engine where nothing is new, and answers the same', async () => {
    const text = `ALTER TABLE teams ADD COLUMN city text; UPDATE teams SET city = 'Westside';`;
    const first = await walk(text);
    const phases: string[] = [];
    const [migration] = planOf({ 'migrations/002_season.sql': text }).migrations;
    if (!migration) throw new Error('no migration');
    const again = await walkMigrations(planOf(BASE), [migration], {
      ...options(),
      onProgress: ({ phase }) => phases.push(phase),
    });
    expect(phases).toEqual([]);
    expect(again.before).toEqual(first.before);
    expect(again.steps[0]?.after).toEqual(first.steps[0]?.after);
    expect(again.steps[0]?.data).toEqual(first.steps[0]?.data);
    const city: readonly CatalogIdentity[] = [
      { catalog: 'pg_attribute', oid: oidOf(first.before, 'public.teams'), sub: 3 },
    ];
    expect(lineOf(again.steps[0]?.origins.originOf(city) ?? null)).toBe('1:1 ALTER TABLE teams ADD COLUMN city text');
  });

  test('opens the databases at both of its ends', async () => {
    const { openBase, openHead } = await walk('DROP TABLE games;');
    const base = await openBase();
    const before = await base.query(`SELECT to_regclass('games') IS NULL AS gone`);
    await base.close();
    const head = await openHead();
    const after = await head.query(`SELECT to_regclass('games') IS NULL AS gone`);
    await head.close();
    expect([before, after]).toEqual([[{ gone: false }], [{ gone: true }]]);
  });

  test('hands over the engine that walked, once, and ends it where nobody takes it', async () => {
    const { migrations } = planOf({ 'migrations/002_season.sql': 'DROP TABLE games CASCADE;' });
    const phases: string[] = [];
    const keeping = { ...options(), keepsEngine: true, onProgress: ({ phase }: ReplayProgress) => phases.push(phase) };
    const { openHead, openBase, close } = await walkMigrations(planOf(BASE), migrations, keeping);
    phases.length = 0;
    const head = await openHead();
    expect(phases).toEqual([]);
    const base = await openBase();
    for (const database of [head, base]) {
      expect(await database.query('SHOW debug_print_rewritten')).toEqual([{ debug_print_rewritten: 'off' }]);
      await database.close();
    }
    const another = await openHead();
    expect(await another.query(`SELECT to_regclass('games') IS NULL AS gone`)).toEqual([{ gone: true }]);
    await another.close();
    await close();
    const { openHead: unused, close: end } = await walkMigrations(
      planOf(BASE),
      planOf({ '003.sql': 'SELECT 3;' }).migrations,
      keeping,
    );
    await end();
    const own = await unused();
    expect(own.pglite.closed).toBe(false);
    await own.close();
  });

  test('goes on behind the steps that are known', async () => {
    const first = 'ALTER TABLE teams ADD COLUMN founded date;';
    const second = 'ALTER TABLE teams ADD COLUMN closed date;';
    const { steps: known } = await walk(first, 'SELECT 1;');
    const { steps } = await walk(first, second);
    expect(steps[0]?.after).toEqual(known[0]?.after);
    const teams = steps[1]?.after.snapshot.relations.find(({ id }) => id === 'public.teams');
    expect(teams?.columns.map(({ name }) => name)).toEqual(['id', 'name', 'founded', 'closed']);
  });

  test('with nothing pending is the base', async () => {
    const { before, steps } = await walkMigrations(planOf(BASE), [], options());
    expect(steps).toEqual([]);
    expect(before.details.relations.map(({ id }) => id)).toEqual([
      '"a b"."select"',
      'public.games',
      'public.players',
      'public.teams',
      'public.westside',
    ]);
  });

  test('fails as a replay does where a migration fails', async () => {
    const failure = await walk('SELECT 1;', 'ALTER TABLE teams DROP COLUMN colour;').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FailureError);
    expect(failure).toMatchObject({
      failures: [{ code: 'migration-failed', location: { file: 'migrations/003_season.sql' } }],
    });
  });

  test('needs no cache', async () => {
    const { migrations } = planOf({ '002.sql': 'DROP VIEW westside;' });
    const without = { ...options(), cache: openCache({ directory, enabled: false }) };
    const { before, steps, openHead } = await walkMigrations(planOf(BASE), migrations, without);
    expect(before.details.relations).toHaveLength(5);
    expect(steps[0]?.after.details.relations).toHaveLength(4);
    const head = await openHead();
    expect(await head.query(`SELECT to_regclass('westside')::text AS view`)).toEqual([{ view: null }]);
    await head.close();
  });
});

describe('a change comes from the statement that touched its row last:', () => {
  test('columns, constraints, types, rights and what is dropped', async () => {
    const { before } = await walk('SELECT 1;');
    const [teams, players, games] = ['public.teams', 'public.players', 'public.games'].map((id) => oidOf(before, id));
    const { constraints, indexes, triggers, types } = before.details;
    const found = await step(`ALTER TABLE players ADD COLUMN height int;
ALTER TABLE players ALTER COLUMN name SET NOT NULL;
ALTER TABLE players DROP COLUMN jersey;
ALTER TABLE players RENAME TO people;
ALTER TABLE people ADD COLUMN weight int;
ALTER TABLE games DROP CONSTRAINT games_score_check;
ALTER TYPE status ADD VALUE 'expired';
DROP INDEX games_by_home;
GRANT SELECT ON teams TO scout;
DROP TRIGGER note_players ON people;
ALTER TABLE games ALTER COLUMN score SET DEFAULT 0;
DROP VIEW westside;`);
    expect(origin(found, 'pg_attribute', players ?? 0, 6)).toBe('1:1 ALTER TABLE players ADD COLUMN height int');
    expect(origin(found, 'pg_attribute', players ?? 0, 3)).toBe(
      '2:1 ALTER TABLE players ALTER COLUMN name SET NOT NULL',
    );
    expect(origin(found, 'pg_attribute', players ?? 0, 4)).toBe('3:1 ALTER TABLE players DROP COLUMN jersey');
    expect(origin(found, 'pg_class', players ?? 0)).toBe('4:1 ALTER TABLE players RENAME TO people');
    const check = constraints.find(({ name }) => name === 'games_score_check')?.oid;
    expect(origin(found, 'pg_constraint', check ?? 0)).toBe('6:1 ALTER TABLE games DROP CONSTRAINT games_score_check');
    const label = found.after.details.types[0]?.labels.find((one) => one.label === 'expired')?.oid;
    expect(origin(found, 'pg_enum', label ?? 0)).toBe(`7:1 ALTER TYPE status ADD VALUE 'expired'`);
    const index = indexes.find(({ name }) => name === 'games_by_home')?.oid;
    expect(origin(found, 'pg_index', index ?? 0)).toBe('8:1 DROP INDEX games_by_home');
    expect(origin(found, 'pg_class', teams ?? 0)).toBe('9:1 GRANT SELECT ON teams TO scout');
    expect(origin(found, 'pg_trigger', triggers[0]?.oid ?? 0)).toBe('10:1 DROP TRIGGER note_players ON people');
    expect(origin(found, 'pg_attrdef', games ?? 0, 3)).toBe('11:1 ALTER TABLE games ALTER COLUMN score SET DEFAULT 0');
    expect(origin(found, 'pg_class', oidOf(before, 'public.westside'))).toBe('12:1 DROP VIEW westside');
    expect(origin(found, 'pg_attribute', oidOf(before, 'public.westside'), 1)).toBe('12:1 DROP VIEW westside');
    expect(origin(found, 'pg_type', types[0]?.oid ?? 0)).toBe(null);
  });

  test('DDL hidden in DO blocks, functions and triggers', async () => {
    const found = await step(`CREATE FUNCTION add_column(t text) RETURNS void LANGUAGE plpgsql AS
  $f$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN score int', t); END $f$;
DO $$ BEGIN EXECUTE 'ALTER TABLE games ADD COLUMN played date'; BEGIN EXECUTE 'ALTER TABLE games DROP CONSTRAINT games_home_fkey';
  EXCEPTION WHEN others THEN NULL; END; END $$;
SELECT add_column('teams');
CREATE FUNCTION widen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE players ADD COLUMN width int; RETURN new; END $$;
CREATE TABLE wishes (id int);
CREATE TRIGGER widen AFTER INSERT ON wishes EXECUTE FUNCTION widen();
INSERT INTO wishes VALUES (1);
SELECT 1 AS one INTO chosen;`);
    const { details } = found.after;
    const relation = (id: string): number => oidOf(found.after, id);
    expect(origin(found, 'pg_attribute', relation('public.games'), 4)).toMatch(/^3:1 DO/);
    expect(origin(found, 'pg_attribute', relation('public.teams'), 3)).toBe(`5:1 SELECT add_column('teams')`);
    expect(origin(found, 'pg_attribute', relation('public.players'), 6)).toBe('9:1 INSERT INTO wishes VALUES (1)');
    expect(origin(found, 'pg_class', relation('public.chosen'))).toBe('10:1 SELECT 1 AS one INTO chosen');
    const routine = details.routines.find(({ name }) => name === 'widen')?.oid;
    expect(origin(found, 'pg_proc', routine ?? 0)).toMatch(/^6:1 CREATE FUNCTION widen/);
  });

  test('roles, settings, comments and sequences', async () => {
    const { before } = await walk('SELECT 1;');
    const sequence = before.details.sequences[0]?.oid ?? 0;
    const found = await step(`ALTER TABLE teams ADD COLUMN a int;
ALTER TABLE teams ADD COLUMN b int;
ALTER ROLE scout SET search_path = "a b";
SELECT setval('players_id_seq', 90);
SELECT setval('players_id_seq', 3);
SELECT nextval('players_id_seq');`);
    expect(lineOf(found.origins.originOf([]))).toBe('3:1 ALTER ROLE scout SET search_path = "a b"');
    expect(origin(found, 'pg_sequence', sequence)).toBe(`5:1 SELECT setval('players_id_seq', 3)`);
  });

  test('with transactions of its own, rolled back or not, and none', async () => {
    const found = await step(`BEGIN;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
ALTER TABLE teams ADD COLUMN a int;
ROLLBACK;
BEGIN;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
DROP TABLE games;
ROLLBACK;
CREATE INDEX CONCURRENTLY players_by_name ON players (name);
ALTER TABLE teams ADD COLUMN b int;
DROP TABLE games;
BEGIN;
ALTER TABLE players ADD COLUMN c int;
COMMIT;`);
    const { before } = await walk('SELECT 1;');
    const index = found.after.details.indexes.find(({ name }) => name === 'players_by_name')?.oid;
    expect(origin(found, 'pg_index', index ?? 0)).toBe(
      '9:1 CREATE INDEX CONCURRENTLY players_by_name ON players (name)',
    );
    expect(origin(found, 'pg_attribute', oidOf(found.after, 'public.teams'), 3)).toBe(
      '10:1 ALTER TABLE teams ADD COLUMN b int',
    );
    expect(origin(found, 'pg_class', oidOf(before, 'public.games'))).toBe('11:1 DROP TABLE games');
    expect(origin(found, 'pg_attribute', oidOf(before, 'public.players'), 6)).toBe(
      '13:1 ALTER TABLE players ADD COLUMN c int',
    );
  });

  test('a statement that makes the file run again, without a transaction or with a missing role', async () => {
    const found = await step(`ALTER TABLE teams ADD COLUMN a int;
GRANT SELECT ON games TO coach;
SELECT setval('players_id_seq', 5); SELECT setval('players_id_seq', 2);
VACUUM;
ALTER TABLE teams ADD COLUMN b int;`);
    const sequence = found.after.details.sequences[0]?.oid ?? 0;
    expect(origin(found, 'pg_sequence', sequence)).toBe(`3:37 SELECT setval('players_id_seq', 2)`);
    expect(origin(found, 'pg_attribute', oidOf(found.after, 'public.teams'), 3)).toBe(
      '1:1 ALTER TABLE teams ADD COLUMN a int',
    );
    expect(origin(found, 'pg_class', oidOf(found.after, 'public.games'))).toBe('2:1 GRANT SELECT ON games TO coach');
    expect(origin(found, 'pg_attribute', oidOf(found.after, 'public.teams'), 4)).toBe(
      '5:1 ALTER TABLE teams ADD COLUMN b int',
    );
  });

  test('what goes with something else, what a savepoint undid, publications and extensions', async () => {
    const { before } = await walk('SELECT 1;');
    const key = before.details.constraints.find(({ name }) => name === 'games_home_fkey')?.oid ?? 0;
    const found = await step(`CREATE EXTENSION citext;
SAVEPOINT before_games;
DROP TABLE games;
ROLLBACK TO SAVEPOINT before_games;
CREATE PUBLICATION news FOR TABLE players, games;
ALTER PUBLICATION news DROP TABLE players;
DO $$ BEGIN EXECUTE 'DROP TABLE teams CASCADE'; END $$;
COMMENT ON TABLE games IS 'played';`);
    expect(origin(found, 'pg_constraint', key)).toMatch(/^7:1 DO/);
    expect(origin(found, 'pg_class', oidOf(before, 'public.teams'))).toMatch(/^7:1 DO/);
    const publication = found.after.details.publications[0]?.oid ?? 0;
    expect(origin(found, 'pg_publication', publication)).toBe('6:1 ALTER PUBLICATION news DROP TABLE players');
    // An extension and a comment: which of them is asked about, nobody can tell.
    expect(lineOf(found.origins.originOf([]))).toBe(null);
    const commented = await step(`ALTER TABLE teams ADD COLUMN a int;\nCOMMENT ON TABLE games IS 'played';`);
    expect(lineOf(commented.origins.originOf([]))).toBe(`2:1 COMMENT ON TABLE games IS 'played'`);
  });

  test('in an included file', async () => {
    const [outer] = planOf({ 'migrations/002_season.sql': 'SELECT 1;\n\\ir parts/games.sql\n' }).migrations;
    if (!outer) throw new Error('no migration');
    const text = '-- the games\n  DROP TABLE games;\nDELETE FROM players;\n-- rowpact data: players: all are gone\n';
    const included = [{ from: outer.path, offset: 10, path: 'migrations/parts/games.sql', text }];
    const { before, steps } = await walkMigrations(
      planOf(BASE),
      [{ ...outer, hash: 'with games', included }],
      options(),
    );
    const games: readonly CatalogIdentity[] = [{ catalog: 'pg_class', oid: oidOf(before, 'public.games'), sub: 0 }];
    expect(steps[0]?.origins.originOf(games)).toEqual({
      migration: 'migrations/002_season',
      location: { file: 'migrations/parts/games.sql', line: 2, column: 3 },
      statement: 'DROP TABLE games',
    });
    expect(steps[0]?.data[0]?.origin.location).toEqual({ file: 'migrations/parts/games.sql', line: 3, column: 1 });
    expect(steps[0]?.declared[0]?.origin.location).toEqual({ file: 'migrations/parts/games.sql', line: 4, column: 1 });
  });

  test('leaves the session as the migration has it', async () => {
    const found = await step(`SET search_path = "a b"; SET client_min_messages = error;
CREATE TEMP TABLE pg_class (oid int, relname text);
SET LOCAL ROLE scout; SELECT current_setting('client_min_messages'); RESET ROLE;
INSERT INTO public.players (name) VALUES ('Ada');
CREATE TABLE remembered AS SELECT currval('public.players_id_seq') AS c, lastval() AS l, current_setting('search_path') AS p;
DO $$ BEGIN IF (SELECT (c, l, p) <> (1, 1, '"a b"') FROM remembered) THEN RAISE 'disturbed'; END IF; END $$;
SET LOCAL standard_conforming_strings = off; ALTER TABLE "select" ADD COLUMN z int;`);
    expect(origin(found, 'pg_attribute', oidOf(found.after, '"a b"."select"'), 3)).toBe(
      '7:46 ALTER TABLE "select" ADD COLUMN z int',
    );
    expect(written(found)).toEqual(['insert public.players line 4']);
  });
});

describe('rows that a migration writes', () => {
  test('are told by its plain statements, whatever they find', async () => {
    const found = await step(`ALTER TABLE players ADD COLUMN number int;
UPDATE players SET number = jersey, old_name = upper(name) WHERE id > 3;
ALTER TABLE players DROP COLUMN jersey;
DELETE FROM ONLY games USING teams WHERE home = teams.id;
INSERT INTO teams (id, name) VALUES (7, 'Eastside') ON CONFLICT (id) DO UPDATE SET name = excluded.name;
UPDATE westside SET called = 'x';
MERGE INTO games g USING teams t ON g.id = t.id WHEN MATCHED THEN UPDATE SET score = 3 WHEN NOT MATCHED THEN INSERT (id) VALUES (t.id);
WITH gone AS (DELETE FROM players RETURNING *) INSERT INTO "a b"."select" ("x""y") SELECT name FROM gone;
UPDATE "a b"."select" SET "🏀 Größe" = 1;
COPY teams (id, name) FROM stdin;
9	Northside
\\.
SELECT * FROM players FOR UPDATE;
TRUNCATE games;`);
    expect(written(found)).toEqual([
      'update public.players (number, old_name) line 2',
      'delete public.games line 4',
      'insert public.teams line 5',
      'update public.teams (name) line 5',
      'update public.players (name) line 6',
      'insert public.games line 7',
      'update public.games (score) line 7',
      'delete public.players line 8',
      'insert "a b"."select" line 8',
      'update "a b"."select" (🏀 Größe) line 9',
      'insert public.teams line 10',
      'truncate public.games line 14',
    ]);
  });

  test('are told by what runs inside of DO blocks, functions and triggers, and not by what is only defined', async () => {
    const found =
      await step(`CREATE FUNCTION sign(p int) RETURNS void LANGUAGE sql AS 'UPDATE players SET jersey = 7 WHERE id = p';
CREATE FUNCTION rename() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE teams SET name = 'x'; END $$;
CREATE RULE keep AS ON DELETE TO games DO ALSO INSERT INTO teams VALUES (3, 'y');
EXPLAIN DELETE FROM players;
DO $$ BEGIN FOR i IN 1..3 LOOP EXECUTE 'DELETE FROM games WHERE id = ' || i; END LOOP; TRUNCATE "a b"."select"; END $$;
SELECT sign(4);`);
    expect(written(found)).toEqual([
      'delete public.games line 5',
      'insert public.teams line 5',
      'truncate "a b"."select" line 5',
      'update public.players (jersey) line 6',
    ]);
  });

  test('leave out what is temporary or new, and follow a TRUNCATE', async () => {
    const found = await step(`CREATE TABLE rewards (id int); CREATE TEMP TABLE t AS SELECT * FROM players;
INSERT INTO rewards VALUES (1); UPDATE t SET name = ''; COPY rewards FROM stdin;
\\.
TRUNCATE teams CASCADE;`);
    expect(written(found)).toEqual([
      'truncate public.teams line 4',
      'truncate public.players line 4',
      'truncate public.games line 4',
    ]);
  });

  test('are told of a statement that is too big to print', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `(${at + 10}, 'Team number ${at}')`).join(', ');
    const found = await step(`INSERT INTO public."teams" VALUES ${rows} ON CONFLICT (id) DO UPDATE SET name = '';`);
    expect(written(found)).toEqual(['insert public.teams line 1', 'update public.teams (id, name) line 1']);
  });

  test('are named as before the migration, and of relations that the base has', async () => {
    const { steps } = await walk(
      'ALTER TABLE games RENAME TO matches; CREATE TABLE rewards (id int);',
      'INSERT INTO rewards VALUES (1); UPDATE matches SET score = 1; ALTER TABLE matches RENAME TO fixtures;',
    );
    expect(steps.map(written)).toEqual([[], ['update public.matches (score) line 1']]);
  });
});

describe('what a migration declares of rows', () => {
  test('is read from its comments', async () => {
    const { steps, notes } = await walk(`-- rowpact data: players, "a b"."select": reward rows move
SELECT '
-- rowpact data: teams: no comment';
  --rowpact data: games
COPY teams FROM stdin;
5	O'Neil
\\.
-- rowpact data: nobody: gone
-- rowpact data: a.b.c.d: broken
ALTER TABLE teams ADD COLUMN /* -- */ city text; -- rowpact data: teams: not at the start of a line
`);
    expect(steps[0]?.declared.map(({ relations, note, origin: at }) => [relations, note, at.location.line])).toEqual([
      [['public.players', '"a b"."select"'] as RelationId[], 'reward rows move', 1],
      [['public.games'], '', 4],
      [['public.nobody'], 'gone', 8],
    ]);
    expect(notes).toEqual([
      'migrations/002_season.sql:8: there is no public.nobody, neither before nor after the migration',
      'migrations/002_season.sql:9: names no relations: write `-- rowpact data: players, teams: what happens to their rows`',
    ]);
  });
});
