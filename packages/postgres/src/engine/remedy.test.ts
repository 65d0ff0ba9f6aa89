import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KNOWN_EXTENSIONS } from './known-extensions.js';
import { LeagueDatabase } from './testing/league-database.js';

const KNOWN = ['postgis', 'timescaledb', 'pg_cron', 'pg_partman', 'postgres_fdw', 'plpython3u'];

let league: LeagueDatabase;
beforeAll(async () => {
  league = await LeagueDatabase.open([
    { extension: 'arena', types: ['court', 'Seat Map'], functions: ['court_area(court) returns double precision'] },
    ...KNOWN.map((extension) => ({ extension, types: [], functions: [], ...KNOWN_EXTENSIONS[extension] })),
  ]);
});
afterAll(() => league.close());

describe('what a dump or a migration takes for granted', () => {
  test('roles that no migration creates are created, each with a note', async () => {
    await league.newSeason();
    const notes = await league.run(`CREATE TABLE players (id int);
GRANT SELECT ON players TO "Head ""Coach""", referee;
ALTER TABLE players OWNER TO league_owner;
CREATE POLICY own ON players TO physio USING (true);
DO $$ BEGIN GRANT SELECT ON players TO agent; END $$;`);
    expect(notes).toEqual([
      '2: created the role "Head ""Coach""", which no migration creates',
      '2: created the role referee, which no migration creates',
      '3: created the role league_owner, which no migration creates',
      '4: created the role physio, which no migration creates',
      '5: created the role agent, which no migration creates',
    ]);
    expect(await league.rows(`SELECT rolcanlogin FROM pg_roles WHERE rolname = 'Head "Coach"'`)).toEqual([[false]]);
  });

  test('also inside a transaction of the file, without running what came before twice', async () => {
    await league.newSeason();
    await league.run('CREATE SEQUENCE jersey;');
    const notes =
      await league.run(`BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; CREATE TABLE t AS SELECT nextval('jersey') AS n;
      CREATE TYPE mood AS ENUM ('a'); GRANT SELECT ON t TO mascot; COMMIT; SET ROLE bench; RESET ROLE;`);
    expect(notes).toHaveLength(2);
    expect(await league.rows('SELECT n FROM t')).toEqual([[1]]);
  });

  test('settings of newer servers and names of other databases are skipped with a note', async () => {
    await league.newSeason();
    const notes = await league.run(`SET transaction_timeout_of_tomorrow = 0;
CREATE TABLE players (id int);
GRANT CONNECT ON DATABASE basketball TO PUBLIC;
ALTER DATABASE basketball SET search_path = league;`);
    expect(notes).toEqual([
      '1: skipped a setting that the embedded server does not know: transaction_timeout_of_tomorrow',
      '3: skipped a statement about another database: database "basketball" does not exist',
      '4: skipped a statement about another database: database "basketball" does not exist',
    ]);
    expect(await league.exists('players')).toBe(true);
  });

  test('a reserved role name stays a failure', async () => {
    await league.newSeason();
    expect(await league.failure('CREATE TABLE t (id int); GRANT SELECT ON t TO pg_tomorrow;')).toMatchObject({
      sql: { message: 'role "pg_tomorrow" does not exist' },
    });
  });
});

describe('a failing migration', () => {
  test('names the exact place, even behind characters of two code units', async () => {
    await league.newSeason();
    expect(await league.failure(`SELECT 1;\n-- 🏀\n  SELECT '🏀',\n  '🏀🏀' || jersy FROM pg_class;`)).toEqual({
      code: 'migration-failed',
      message: 'league.sql:4: the migration failed: column "jersy" does not exist (42703)',
      hint: 'Check with `rowpact migrations` that the files run in the right order and that none is missing.',
      location: { file: 'league.sql', line: 4, column: 13 },
      sql: {
        sqlstate: '42703',
        message: 'column "jersy" does not exist',
        detail: null,
        hint: null,
        statement: `SELECT '🏀',\n  '🏀🏀' || jersy FROM pg_class`,
      },
    });
  });

  test('names the line of the data in a COPY', async () => {
    await league.newSeason();
    const text = 'CREATE TABLE t (id int);\nCOPY t\n  FROM stdin;\n1\n2\nthree\n\\.\n';
    expect(await league.failure(text)).toMatchObject({ location: { line: 6, column: 1 }, sql: { sqlstate: '22P02' } });
  });

  test('names the statement and the stack where the fault lies in a function', async () => {
    await league.newSeason();
    expect(await league.failure(`SELECT 1;\n DO $$ BEGIN\n EXECUTE 'SELECT nothing'; END $$;`)).toMatchObject({
      location: { line: 2, column: 2 },
      detail: ['PL/pgSQL function inline_code_block line 2 at EXECUTE'],
    });
  });
});

describe('a stubbed extension', () => {
  test('gives its types, with modifiers, arrays, keys and casts, and its functions', async () => {
    await league.newSeason();
    const notes = await league.run(`CREATE EXTENSION arena WITH SCHEMA ${league.schema} VERSION '3.4.1';
COMMENT ON EXTENSION arena IS 'seats and courts';
CREATE TABLE courts (shape court(Polygon, 4326) UNIQUE, all_shapes court[], map "Seat Map" DEFAULT '{}',
  area double precision GENERATED ALWAYS AS (court_area(shape)) STORED);
INSERT INTO courts (shape, map) VALUES ('square', 'x'::text::"Seat Map"), ('round'::court, 'y'::court);
CREATE INDEX courts_gist ON courts USING gist (shape);
CREATE INDEX courts_2d ON courts USING gist (shape court_ops_2d);
CREATE INDEX courts_btree ON courts (shape);
ALTER EXTENSION arena UPDATE TO '3.5.0';`);
    expect(notes.map((note) => note.slice(0, 60))).toEqual([
      '6: skipped an index that the stub of an extension cannot car',
      '7: skipped an index that the stub of an extension cannot car',
    ]);
    expect(await league.rows('SELECT DISTINCT shape, map, area FROM courts ORDER BY shape')).toEqual([
      ['round', 'y', null],
      ['square', 'x', null],
    ]);
    expect(
      await league.rows(
        `SELECT extversion, extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'arena'`,
      ),
    ).toEqual([['3.5.0', league.schema]]);
    expect(await league.run('DROP TABLE courts; DROP EXTENSION arena;')).toEqual([]);
  });

  test('still refuses a unique index that it cannot carry', async () => {
    await league.newSeason();
    await league.run(`CREATE EXTENSION arena;`);
    expect(await league.failure('CREATE TABLE courts (shape court, EXCLUDE USING gist (shape WITH =));')).toMatchObject(
      {
        sql: { sqlstate: '42704' },
      },
    );
    await league.run('DROP EXTENSION arena;');
  });

  test('from the ready list passes what people write', async () => {
    await league.newSeason();
    await league.run(`CREATE EXTENSION IF NOT EXISTS postgis;
      CREATE TABLE arenas (id int, place geometry(Point, 4326), area geography, CHECK (st_srid(place) = 4326));
      INSERT INTO arenas VALUES (1, ST_SetSRID(ST_MakePoint(8.5, 47.4), 4326)::geography::geometry);`);
    await league.run(`CREATE EXTENSION timescaledb; CREATE EXTENSION pg_cron; CREATE EXTENSION plpython3u;
      CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman;
      CREATE TABLE metrics (at timestamptz, value int);
      SELECT create_hypertable('metrics', 'at', chunk_time_interval => interval '1 day', if_not_exists => true);
      SELECT add_retention_policy('metrics', interval '90 days');
      SELECT time_bucket('1 hour', at) FROM metrics;
      SELECT cron.schedule('nightly', '0 3 * * *', 'VACUUM');
      SELECT partman.create_parent(p_parent_table => 'public.metrics', p_control => 'at', p_interval => '1 day');
      CREATE FUNCTION score() RETURNS int LANGUAGE plpython3u AS 'return 1';
      CREATE EXTENSION postgres_fdw;
      CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'league.example');
      CREATE FOREIGN TABLE scores (id int) SERVER other OPTIONS (table_name 'scores');`);
    expect(await league.exists('scores')).toBe(true);
  });
});

test('an extension that the engine lacks is named with the YAML that stubs it', async () => {
  await league.newSeason();
  const { code, message, detail } = await league.failure('SELECT 1;\n  CREATE EXTENSION scoreboard;');
  expect({ code, message, detail }).toEqual({
    code: 'extension-missing',
    message: 'league.sql:2: the embedded PostgreSQL does not have the extension scoreboard',
    detail: ['extensions:', '  scoreboard:', '    types: []', '    functions: []'],
  });
});
