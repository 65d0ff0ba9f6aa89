import type { StatementVerdict } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { judgeStatements } from './judge-statements.js';
import { inPlanning, planCommands } from './plan-statements.js';
import type { StatementToJudge } from './statement-to-judge.js';

let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(`
    CREATE ROLE coach; CREATE ROLE scorer; CREATE ROLE guest;
    CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL UNIQUE DEFERRABLE, city text);
    CREATE TABLE players (id serial PRIMARY KEY, team_id integer REFERENCES teams, name text NOT NULL, email text UNIQUE);
    CREATE VIEW sizes AS SELECT team_id, count(*) AS players FROM players GROUP BY team_id;
    CREATE MATERIALIZED VIEW cities AS SELECT DISTINCT city FROM teams WITH NO DATA;
    CREATE VIEW big_cities AS SELECT city FROM cities;
    CREATE FUNCTION forever(integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS 'BEGIN LOOP END LOOP; END';
    CREATE FUNCTION secret(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION town(integer) RETURNS TABLE (name text) LANGUAGE sql AS 'SELECT city FROM public.teams WHERE id = $1';
    REVOKE EXECUTE ON FUNCTION secret(integer) FROM PUBLIC;
    CREATE SCHEMA coach CREATE TABLE teams (id integer, nickname text);
    GRANT USAGE ON SCHEMA coach TO coach;
    CREATE SCHEMA hidden CREATE TABLE players (id integer);
    GRANT SELECT ON coach.teams TO coach;
    GRANT SELECT, INSERT, UPDATE ON players TO coach;
    GRANT SELECT (id) ON teams TO scorer;
    GRANT INSERT ON players TO scorer;
    ALTER ROLE scorer SET search_path = hidden, public;`);
}, 60_000);

afterAll(() => database.close());

async function judge(text: string, role: string | null = null, more: Partial<StatementToJudge> = {}) {
  const [verdict] = await judgeStatements(database, [{ text, role, ...more }]);
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

/** What stops it: `42P10 there is no …`, or null. */
function stop({ analysis, plan }: StatementVerdict): string | null {
  if (analysis.kind === 'refused') return `analysis ${analysis.sqlstate} ${analysis.message}`;
  return plan && `${plan.sqlstate} ${plan.message}`;
}

describe('a plan', () => {
  it('is none where the statement can be run', async () => {
    expect(stop(await judge('SELECT id FROM players WHERE id = $1'))).toBeNull();
    expect(stop(await judge('TRUNCATE players'))).toBeNull();
  });

  it('needs a unique index that fits an upsert', async () => {
    const text = "INSERT INTO players (name) VALUES ('Ann') ON CONFLICT (name) DO NOTHING";
    const { plan } = await judge(text);
    expect(plan).toMatchObject({ sqlstate: '42P10', mentions: ['public.players'] });
    expect(stop(await judge(text.replace('(name) DO', '(email) DO')))).toBeNull();
  });

  it('needs an arbiter that is checked at once', async () => {
    const upsert = "INSERT INTO teams (id, name) VALUES (1, 'x') ON CONFLICT";
    expect(stop(await judge(`${upsert} (name) DO NOTHING`))).toMatch(/^55000 ON CONFLICT does not support deferrable/);
    expect(stop(await judge(`${upsert} DO NOTHING`))).toMatch(/^55000/);
    expect(stop(await judge(`${upsert} (id) DO NOTHING`))).toBeNull();
  });

  it('needs the data of a materialised view', async () => {
    const message = '55000 materialized view "cities" has not been populated';
    expect(stop(await judge('SELECT count(*) FROM big_cities'))).toBe(message);
    expect(stop(await judge("SELECT 'cities'::regclass"))).toBeNull();
  });

  it('needs a right on the sequence that an INSERT takes a number of', async () => {
    const message = '42501 permission denied for sequence players_id_seq';
    expect(stop(await judge("INSERT INTO players (name) VALUES ('x')", 'coach'))).toBe(message);
    expect(stop(await judge("SELECT nextval('players_id_seq')", 'coach'))).toBe(message);
    expect(stop(await judge("INSERT INTO players (id, name) VALUES (1, 'x')", 'coach'))).toBeNull();
    await database.exec('GRANT USAGE ON SEQUENCE players_id_seq TO scorer');
    expect(stop(await judge("INSERT INTO public.players (name) VALUES ('x')", 'scorer'))).toBeNull();
    expect(stop(await judge("SELECT setval('players_id_seq', 1)", 'scorer'))).toBe(message);
  });

  it('points into a text of several commands', async () => {
    const text = 'BEGIN; SELECT id FROM public.players; SELECT name FROM public.players; COMMIT';
    expect(stop(await judge(text, 'guest'))).toBe('42501 permission denied for table players');
  });

  it('looks at the rights of the role, down to columns and functions', async () => {
    expect(stop(await judge('SELECT id FROM public.teams', 'scorer'))).toBeNull();
    expect(stop(await judge('SELECT name FROM public.teams', 'scorer'))).toBe(
      '42501 permission denied for table teams',
    );
    expect(stop(await judge('SELECT secret(id) FROM players', 'coach'))).toBe(
      '42501 permission denied for function secret',
    );
    expect(stop(await judge('DELETE FROM players', 'coach'))).toBe('42501 permission denied for table players');
  });

  it('looks at the rights of the role behind a function that answers rows', async () => {
    expect(stop(await judge('SELECT name FROM public.town($1)', 'scorer'))).toBe(
      '42501 permission denied for table teams',
    );
    expect(stop(await judge('SELECT name FROM public.town($1)'))).toBeNull();
  });

  it('takes what is too much for the engine for unknown, and goes on', async () => {
    const verdicts = await inPlanning(database, () =>
      planCommands(
        database,
        [`SELECT 1${' + id'.repeat(3000)} FROM players`, 'SELECT nope FROM players', 'SELECT 1'],
        null,
      ),
    );
    expect(verdicts.map(({ isKnown, refusal }) => [isKnown, refusal?.sqlstate])).toEqual([
      [false, undefined],
      [true, '42703'],
      [true, undefined],
    ]);
  });

  it('runs no function of the producer', async () => {
    expect(stop(await judge('SELECT id FROM players WHERE id = forever(1)', 'coach'))).toBeNull();
  });

  it('takes a text that is too deep for the engine for one without a plan', async () => {
    const texts = [`SELECT ${'abs('.repeat(125)}id${')'.repeat(125)} FROM players`, 'SELECT name FROM public.players'];
    const verdicts = await judgeStatements(
      database,
      texts.map((text) => ({ text, role: 'guest' })),
    );
    expect(verdicts.map(({ plan }) => plan?.sqlstate)).toEqual(['42501', '42501']);
  });

  it('sees the temporary tables of its run', async () => {
    const sequence = 'import.ts';
    const statements = [
      { text: 'CREATE TEMP TABLE arrivals (id integer PRIMARY KEY)', role: 'coach', sequence },
      { text: 'INSERT INTO arrivals SELECT id FROM players ON CONFLICT (id) DO NOTHING', role: 'coach', sequence },
      { text: 'INSERT INTO arrivals SELECT id FROM public.teams', role: 'coach', sequence },
    ];
    const verdicts = await judgeStatements(database, statements);
    expect(verdicts.map(stop)).toEqual([null, null, '42501 permission denied for table teams']);
  });
});

describe('names', () => {
  it('are looked up as the role does: a schema of its name stands before public', async () => {
    const { analysis } = await judge('SELECT id FROM teams', 'coach');
    expect(analysis).toMatchObject({ relations: [{ relation: 'coach.teams' }] });
    const { analysis: other } = await judge('SELECT id FROM teams', 'scorer');
    expect(other).toMatchObject({ relations: [{ relation: 'public.teams' }] });
  });

  it('are looked up as ALTER ROLE says, in schemas that the role may use', async () => {
    expect((await judge('SELECT id FROM players', 'scorer')).analysis).toMatchObject({
      relations: [{ relation: 'public.players' }],
    });
    await database.exec('GRANT USAGE ON SCHEMA hidden TO scorer');
    expect((await judge('SELECT id FROM players', 'scorer')).analysis).toMatchObject({
      relations: [{ relation: 'hidden.players' }],
    });
    expect((await judge('SELECT id FROM players', 'scorer', { searchPath: ['public'] })).analysis).toMatchObject({
      relations: [{ relation: 'public.players' }],
    });
  });

  it('of a role that the database does not have are looked up all the same, and its rights are not', async () => {
    const verdict = await judge('SELECT name FROM teams', 'referee');
    expect(verdict).toMatchObject({ plan: null, roleMissing: true });
    await database.exec('CREATE SCHEMA referee CREATE TABLE teams (name text)');
    expect((await judge('SELECT name FROM teams', 'referee')).analysis).toMatchObject({
      relations: [{ relation: 'referee.teams' }],
    });
  });
});
