import type { AnalysedStatement, RefusedStatement, RelationAccess } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { analyseStatements } from './analyse-statements.js';
import type { StatementToAnalyse } from './statement-to-analyse.js';

let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(`
    CREATE DOMAIN shirt AS integer;
    CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL, city text);
    CREATE TABLE players (id integer PRIMARY KEY, team_id integer REFERENCES teams, name varchar(40), number shirt,
      label text GENERATED ALWAYS AS (number::text) STORED);
    CREATE MATERIALIZED VIEW team_sizes AS SELECT team_id, count(*) AS players FROM players GROUP BY team_id;
    CREATE PROCEDURE archive(season integer) LANGUAGE plpgsql AS 'BEGIN DELETE FROM players; END';
    CREATE SCHEMA archive CREATE TABLE players (nickname text);
    INSERT INTO teams VALUES (1, 'Westside', 'Portland');`);
});

afterAll(() => database.close());

async function analyse(...statements: readonly (string | StatementToAnalyse)[]) {
  return analyseStatements(
    database,
    statements.map((statement) => (typeof statement === 'string' ? { text: statement } : statement)),
  );
}

async function taken(text: string | StatementToAnalyse): Promise<AnalysedStatement> {
  const [analysis] = await analyse(text);
  if (analysis?.kind !== 'analysed') throw new Error(`refused: ${JSON.stringify(analysis)}`);
  return analysis;
}

async function refused(text: string | StatementToAnalyse): Promise<RefusedStatement> {
  const [analysis] = await analyse(text);
  if (analysis?.kind !== 'refused') throw new Error(`taken: ${JSON.stringify(analysis)}`);
  return analysis;
}

/** What an access says, what it does not say left out. */
function said({ relations }: AnalysedStatement): readonly Partial<RelationAccess>[] {
  return relations.map((access) =>
    Object.fromEntries(
      Object.entries(access).filter(
        ([, value]) => value !== false && value !== null && !(Array.isArray(value) && value.length === 0),
      ),
    ),
  );
}

describe('a text', () => {
  it('may end in a comment, in semicolons, or be nothing but that', async () => {
    expect(said(await taken('SELECT id FROM teams -- all of them'))).toEqual([
      { relation: 'public.teams', read: ['id'] },
    ]);
    expect(said(await taken('SELECT id FROM teams;; ; /* done */'))).toEqual([
      { relation: 'public.teams', read: ['id'] },
    ]);
    expect(await taken('-- nothing\n;')).toMatchObject({ command: 'utility', relations: [] });
    expect(await taken('')).toMatchObject({ command: 'utility', relations: [] });
  });

  it('of several commands is each of them, and fails with any of them', async () => {
    const both = await taken("BEGIN; UPDATE teams SET city = 'x' WHERE id = 1; DELETE FROM players; COMMIT");
    expect(said(both)).toEqual([
      { relation: 'public.players', deletes: true },
      { relation: 'public.teams', read: ['id'], update: ['city'] },
    ]);
    const text = 'SELECT id FROM teams; SELECT nope FROM teams';
    expect(await refused(text)).toMatchObject({ sqlstate: '42703', offset: text.indexOf('nope') });
    expect(await refused('SELECT $1::int; SELECT 2')).toMatchObject({ sqlstate: '42601' });
  });

  it.each([
    'SELECT 1; END; DROP TABLE teams',
    'SELECT 1; END; $_$; DROP TABLE teams; --',
    "SELECT 'a'); DROP TABLE teams; --",
    'DROP TABLE teams; TRUNCATE players; DELETE FROM teams',
    'COMMIT; DROP TABLE teams; BEGIN',
    '\\! rm -rf /',
    'DEALLOCATE ALL; DISCARD ALL; SET search_path = nowhere',
    "SELECT setval('x', 1); DO $$ BEGIN DROP TABLE teams; END $$",
  ])('runs nothing: %s', async (text) => {
    await analyse(text, { text, sequence: 'src/teams.ts' });
    expect(await database.query('SELECT count(*)::int AS rows FROM teams')).toEqual([{ rows: 1 }]);
    expect(said(await taken('SELECT id FROM teams'))).toEqual([{ relation: 'public.teams', read: ['id'] }]);
  });

  it('may be broken anywhere, and the place is in UTF-16 code units', async () => {
    expect(await refused("SELECT 'open")).toMatchObject({ sqlstate: '42601', offset: 7 });
    expect(await refused("SELECT 1; SELECT 2; SELECT 'open")).toMatchObject({ sqlstate: '42601' });
    expect(await refused('SELECT (1')).toMatchObject({ sqlstate: '42601' });
    expect(await refused('SELECT `id` FROM teams')).toMatchObject({ sqlstate: '42601', offset: 12 });
    expect(await refused('SELECT id\0 FROM teams')).toMatchObject({ sqlstate: '22021', offset: 9 });
    expect(await refused("SELECT '🏀🏀', nope FROM teams")).toMatchObject({ sqlstate: '42703', offset: 15 });
    expect(await refused('SELECT id FROM teams WHERE name = $0')).toMatchObject({ sqlstate: '42P02' });
    expect(await refused('SELECT $2::integer')).toMatchObject({ sqlstate: '42P18' });
  });

  it('finds its stars behind letters of several bytes', async () => {
    const { columns } = await taken("SELECT 'Größe 🏀' AS label, t.*, t.id AS again FROM teams t");
    expect(columns.map(({ wildcard }) => wildcard)).toEqual([false, true, true, true, false]);
  });

  it('may be big', async () => {
    const parameters = Array.from({ length: 10_000 }, (_, at) => `$${at + 1}`).join(', ');
    expect((await taken(`SELECT id FROM teams WHERE id IN (${parameters})`)).parameters).toHaveLength(10_000);
    const numbers = Array.from({ length: 150_000 }, (_, at) => at).join(', ');
    expect(said(await taken(`SELECT id FROM teams WHERE id IN (${numbers})`))).toEqual([
      { relation: 'public.teams', read: ['id'] },
    ]);
  });

  it.each([
    ['operators', `SELECT ${Array.from({ length: 5_000 }, () => '1').join(' + ')}`],
    ['subqueries', `SELECT * FROM ${'(SELECT * FROM '.repeat(500)}teams${') x'.repeat(500)}`],
    ['cases', `SELECT ${'CASE WHEN true THEN '.repeat(500)}1${' END'.repeat(500)}`],
    ['parentheses', `SELECT ${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
  ])('of too many nested %s says so, and the next is answered', async (_, text) => {
    const [deep, next] = await analyse(text, 'SELECT id FROM teams');
    expect(deep).toMatchObject({ kind: 'refused', sqlstate: '54001' });
    expect(next).toMatchObject({ kind: 'analysed' });
  });

  it('that nests deeply without looking so does not end the engine', async () => {
    // 600 casts in a row: no operator that is counted.
    const texts = Array.from(
      { length: 12 },
      () => `SELECT 1${' COLLATE "C"'.repeat(3)}${'::text::varchar'.repeat(400)}`,
    );
    await analyse(...texts);
    expect(said(await taken('SELECT id FROM teams'))).toEqual([{ relation: 'public.teams', read: ['id'] }]);
  });
});

describe('an answer', () => {
  it('has the types that PostgreSQL infers, domains by their name', async () => {
    const { parameters, columns } = await taken(
      'SELECT number, name, ARRAY[id] AS ids FROM players WHERE name = $2 AND id = $1',
    );
    expect(parameters.map(({ type }) => type.display)).toEqual(['integer', 'text']);
    expect(columns.map(({ name, type }) => [name, type.display])).toEqual([
      ['number', 'public.shirt'],
      ['name', 'character varying(40)'],
      ['ids', 'integer[]'],
    ]);
    expect(columns.map(({ source }) => source?.column ?? null)).toEqual(['number', 'name', null]);
  });

  it('names the relations of a statement that is refused', async () => {
    expect(await refused('SELECT p.nope FROM players p JOIN teams t ON true JOIN gone g ON true')).toMatchObject({
      sqlstate: '42P01',
      mentions: ['public.players', 'public.teams'],
    });
  });

  it('follows the search path of each statement and leaves the session as it was', async () => {
    const [before] = await database.query(
      "SELECT current_setting('search_path') AS path, current_setting('client_min_messages') AS level",
    );
    const text = 'SELECT * FROM players';
    const answers = await analyse({ text, searchPath: ['archive', 'public'] }, { text });
    expect(answers).toMatchObject([
      { relations: [{ relation: 'archive.players' }] },
      { relations: [{ relation: 'public.players' }] },
    ]);
    const [after] = await database.query(
      "SELECT current_setting('search_path') AS path, current_setting('client_min_messages') AS level",
    );
    expect(after).toEqual(before);
  });

  it('is the same whatever else is asked', async () => {
    const texts = [
      'SELECT nope FROM teams',
      'SELECT id FROM players',
      'TRUNCATE teams',
      'SELECT * FROM teams ORDER BY 2',
    ];
    const together = await analyse(...texts);
    const apart = await Promise.all([]);
    for (const text of texts) (apart as unknown[]).push((await analyse(text))[0]);
    expect(apart).toEqual(together);
  });
});

describe('a utility statement', () => {
  it.each([
    ['BEGIN', []],
    ["SET statement_timeout = '1s'", []],
    ['LISTEN outbox', []],
    [
      'TRUNCATE players, teams',
      [
        { relation: 'public.players', deletes: true },
        { relation: 'public.teams', deletes: true },
      ],
    ],
    ['LOCK TABLE teams IN EXCLUSIVE MODE', [{ relation: 'public.teams' }]],
    ['COPY teams (id, name) FROM STDIN', [{ relation: 'public.teams', insert: ['id', 'name'], omitted: ['city'] }]],
    [
      'COPY players FROM STDIN',
      [{ relation: 'public.players', insert: ['id', 'name', 'number', 'team_id'], wildcard: true }],
    ],
    ['COPY teams TO STDOUT', [{ relation: 'public.teams', exposed: ['city', 'id', 'name'], wildcard: true }]],
    [
      'COPY (SELECT name FROM teams WHERE city IS NULL) TO STDOUT',
      [{ relation: 'public.teams', read: ['city', 'name'] }],
    ],
    ['EXPLAIN ANALYZE SELECT name FROM teams', [{ relation: 'public.teams', read: ['name'] }]],
    [
      'DECLARE rows CURSOR FOR SELECT * FROM teams',
      [{ relation: 'public.teams', exposed: ['city', 'id', 'name'], wildcard: true }],
    ],
    [
      'PREPARE find (integer) AS SELECT name FROM teams WHERE id = $1',
      [{ relation: 'public.teams', read: ['id', 'name'] }],
    ],
    [
      'REFRESH MATERIALIZED VIEW team_sizes',
      [
        { relation: 'public.players', through: ['public.team_sizes'], needs: ['team_id'] },
        { relation: 'public.team_sizes' },
      ],
    ],
  ])('%s', async (text, accesses) => {
    const analysis = await taken(text);
    expect(analysis.command).toBe('utility');
    expect(said(analysis)).toEqual(accesses);
  });

  it('says what cannot be seen in it', async () => {
    expect(await taken('CALL archive(2024)')).toMatchObject({
      functions: ['public.archive(integer)'],
      unseen: ['what the procedure does'],
    });
    expect(await taken('DO $$ BEGIN DELETE FROM teams; END $$')).toMatchObject({ unseen: ['what the DO block does'] });
    expect(await taken('ALTER TABLE teams ADD COLUMN motto text')).toMatchObject({
      relations: [{ relation: 'public.teams' }],
      unseen: ['what it changes in the schema'],
    });
  });

  it('is refused with what it names wrongly', async () => {
    expect(await refused('TRUNCATE players, gone')).toMatchObject({
      sqlstate: '42P01',
      offset: 18,
      mentions: ['public.players'],
    });
    expect(await refused('COPY teams (id, nope) FROM STDIN')).toMatchObject({ sqlstate: '42703' });
    const text = 'COPY (SELECT nope FROM teams) TO STDOUT';
    expect(await refused(text)).toMatchObject({ sqlstate: '42703', offset: text.indexOf('nope') });
  });
});

describe('a run with temporary tables', () => {
  const sequence = 'src/late.ts';
  const inRun = (...texts: readonly string[]) => texts.map((text) => ({ text, sequence }));

  it('sees them, and says nothing of them', async () => {
    const answers = await analyse(
      ...inRun(
        'CREATE TEMP TABLE late AS SELECT id, name FROM players WHERE team_id = $1',
        'SELECT late.name, t.city FROM late JOIN teams t ON t.id = late.id',
        'INSERT INTO late (id) VALUES (1)',
        'SELECT nope FROM late',
      ),
    );
    expect(answers.map((answer) => (answer.kind === 'analysed' ? said(answer) : answer.sqlstate))).toEqual([
      [{ relation: 'public.players', read: ['id', 'name', 'team_id'] }],
      [{ relation: 'public.teams', read: ['city', 'id'] }],
      [],
      '42703',
    ]);
    expect(await refused('SELECT * FROM late')).toMatchObject({ sqlstate: '42P01' });
  });

  it('may use one before it is created, and create it twice', async () => {
    const answers = await analyse(
      ...inRun(
        'SELECT id FROM late',
        'CREATE TEMPORARY TABLE late (id integer) ON COMMIT DROP',
        'SELECT id FROM late',
        'DROP TABLE late',
        'CREATE TEMP TABLE late (name text)',
        'SELECT name FROM late',
        'SELECT name INTO TEMP copied FROM teams',
        'SELECT name FROM copied',
      ),
    );
    expect(answers.map(({ kind }) => kind)).toEqual([
      'refused',
      'analysed',
      'analysed',
      'analysed',
      'analysed',
      'analysed',
      'analysed',
      'analysed',
    ]);
  });

  it('within one text of several commands', async () => {
    const text = 'CREATE TEMP TABLE late (id integer); INSERT INTO late SELECT id FROM players; SELECT id FROM late';
    expect(said(await taken(text))).toEqual([{ relation: 'public.players', read: ['id'] }]);
  });
});
