import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LeagueDatabase } from './testing/league-database.js';

let league: LeagueDatabase;
beforeAll(async () => {
  league = await LeagueDatabase.open();
});
afterAll(() => league.close());

describe('a file without transactions of its own', () => {
  test('is one transaction: SET LOCAL and ON COMMIT DROP work to its end', async () => {
    await league.newSeason();
    await league.run(`SET LOCAL work_mem = '7MB';
      CREATE TEMP TABLE chosen ON COMMIT DROP AS SELECT 23 AS jersey;
      CREATE TABLE jerseys AS SELECT jersey, current_setting('work_mem') AS memory FROM chosen;`);
    expect(await league.rows('SELECT * FROM jerseys')).toEqual([[23, '7MB']]);
    expect(await league.rows(`SELECT to_regclass('chosen')`)).toEqual([[null]]);
  });

  test('leaves nothing when a statement fails', async () => {
    await league.newSeason();
    await league.failure('CREATE TABLE teams (id int);\nSELECT nothing;');
    expect(await league.exists('teams')).toBe(false);
  });

  test('fails at its end for a deferred constraint', async () => {
    await league.newSeason();
    const { sql } = await league.failure(`CREATE TABLE teams (id int PRIMARY KEY);
      CREATE TABLE players (team int REFERENCES teams DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO players VALUES (1);`);
    expect(sql).toMatchObject({ sqlstate: '23503' });
  });

  test('may hide its DDL in DO blocks, functions and EXECUTE', async () => {
    await league.newSeason();
    await league.run(`DO $$ BEGIN
        FOR season IN 2021..2023 LOOP EXECUTE format('CREATE TABLE games_%s (id int)', season); END LOOP;
      END $$;
      CREATE FUNCTION add_column(t text) RETURNS void LANGUAGE plpgsql AS
        $f$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN score int', t); END $f$;
      SELECT add_column('games_2022');`);
    expect(await league.rows('SELECT id, score FROM games_2022')).toEqual([]);
    expect(await league.exists('games_2023')).toBe(true);
  });

  test('may add a label to an enum that it creates and use it', async () => {
    await league.newSeason();
    await league.run(`CREATE TYPE status AS ENUM ('draft');
      ALTER TYPE status ADD VALUE 'signed';
      CREATE TABLE contracts (status status DEFAULT 'signed');`);
    expect(await league.exists('contracts')).toBe(true);
  });

  test('loads rows with COPY as pg_dump writes them', async () => {
    await league.newSeason();
    await league.run(
      'CREATE TABLE players (id int, name text);\nCOPY players (id, name) FROM stdin;\n1\tAda\\tL\n2\t\\N\n\\.\n',
    );
    expect(await league.rows('SELECT * FROM players ORDER BY 1')).toEqual([
      [1, 'Ada\tL'],
      [2, null],
    ]);
  });

  test('may end with a COPY whose data is missing', async () => {
    await league.newSeason();
    await league.run('CREATE TABLE players (id int);\nCOPY players FROM stdin;');
    expect(await league.rows('SELECT * FROM players')).toEqual([]);
  });

  test('begins in a fresh session, whatever the one before left', async () => {
    await league.newSeason();
    await league.run(`CREATE ROLE scout; GRANT USAGE ON SCHEMA ${league.schema} TO scout; SET search_path = pg_catalog;
      SET work_mem = '9MB'; CREATE TEMP TABLE leftover (id int); PREPARE leftover AS SELECT 1;
      SET SESSION AUTHORIZATION scout; SET ROLE scout;`);
    await league.run(`CREATE TABLE state AS SELECT current_user::text AS a, session_user::text AS b,
      current_setting('search_path') AS path, to_regclass('leftover') AS temp,
      (SELECT count(*) FROM pg_prepared_statements WHERE name = 'leftover') AS prepared,
      current_setting('work_mem') AS memory;`);
    expect(await league.rows('SELECT * FROM state')).toEqual([
      ['postgres', 'postgres', `${league.schema}, public`, null, 0, '4MB'],
    ]);
  });
});

describe('PostgreSQL decides that a file bears no transaction around it', () => {
  test.each([
    ['CREATE INDEX CONCURRENTLY', 'CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY t_id ON t (id);', 't_id'],
    ['VACUUM', 'CREATE TABLE t (id int); VACUUM t;', 't'],
    [
      'a procedure that commits',
      `CREATE TABLE t (id int);
      CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; END $$; CALL p();`,
      't',
    ],
  ])('%s', async (_what, text, relation) => {
    await league.newSeason();
    expect(await league.run(text)).toEqual([]);
    expect(await league.exists(relation)).toBe(true);
  });

  test('a new label of an old enum that is used at once', async () => {
    await league.newSeason();
    await league.run(`CREATE TYPE status AS ENUM ('draft');`);
    await league.run(`ALTER TYPE status ADD VALUE 'signed'; CREATE TABLE contracts (status status DEFAULT 'signed');`);
    expect(await league.exists('contracts')).toBe(true);
  });

  test('and the rows of the second run have the ids of the first', async () => {
    await league.newSeason();
    await league.run('CREATE TABLE teams (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);');
    await league.run(`INSERT INTO teams (name) VALUES ('Westside'), ('Eastside');
      CREATE TABLE players (team int REFERENCES teams);
      INSERT INTO players VALUES (1), (2);
      CREATE INDEX CONCURRENTLY ON players (team);`);
    expect(await league.rows('SELECT id FROM teams ORDER BY id')).toEqual([[1], [2]]);
  });

  test('which a file can also say itself', async () => {
    await league.newSeason();
    await league.failure('CREATE TABLE teams (id int);\nSELECT nothing;', 'none');
    expect(await league.exists('teams')).toBe(true);
  });
});

describe('a file with transactions of its own', () => {
  test('keeps them', async () => {
    await league.newSeason();
    await league.run(`BEGIN; CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int);
      BEGIN; CREATE TABLE c (id int); SAVEPOINT s; CREATE TABLE d (id int); ROLLBACK TO SAVEPOINT s; COMMIT;`);
    expect([
      await league.exists('a'),
      await league.exists('b'),
      await league.exists('c'),
      await league.exists('d'),
    ]).toEqual([...[true, true, true, false]]);
  });

  test('may begin one with SET TRANSACTION', async () => {
    await league.newSeason();
    await league.run(`BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; CREATE TABLE t AS SELECT 1 AS a; COMMIT;`);
    expect(await league.exists('t')).toBe(true);
  });

  test('must end what it begins', async () => {
    await league.newSeason();
    expect(await league.failure('CREATE TABLE a (id int);\n\n  BEGIN;\nCREATE TABLE b (id int);')).toMatchObject({
      code: 'migration-failed',
      message: 'league.sql:3: the migration opens a transaction and does not end it',
      location: { line: 3, column: 3 },
    });
    expect(await league.exists('b')).toBe(false);
  });
});
