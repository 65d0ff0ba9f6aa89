import type { RoutineVerdict } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type EmbeddedDatabase } from '../../engine/embedded-database.js';
import { sharedTemplate } from '../../engine/testing/test-cache.js';
import { judgeRoutines } from './judge-routines.js';

let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(`
    CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL, city text);
    CREATE TABLE players (id integer PRIMARY KEY, name text, team_id integer, score integer);
    CREATE TABLE outbox (id serial PRIMARY KEY, topic text, payload jsonb);
    CREATE SCHEMA old CREATE TABLE players (nickname text);`);
}, 60_000);

afterAll(() => database.close());

/** Creates routines, changes the schema under them, and judges those of the signatures; all of it is undone. */
async function judge(create: string, change = '', signatures: readonly string[] | null = null) {
  const undo = `DROP SCHEMA public CASCADE; DROP SCHEMA old CASCADE; CREATE SCHEMA public;
    CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL, city text);
    CREATE TABLE players (id integer PRIMARY KEY, name text, team_id integer, score integer);
    CREATE TABLE outbox (id serial PRIMARY KEY, topic text, payload jsonb);
    CREATE SCHEMA old CREATE TABLE players (nickname text);`;
  await database.exec(create);
  if (change) await database.exec(change);
  try {
    return await judgeRoutines(database, signatures);
  } finally {
    await database.exec(undo);
  }
}

async function one(create: string, change = ''): Promise<RoutineVerdict> {
  const [verdict, ...others] = await judge(create, change);
  if (!verdict || others.length > 0) throw new Error('not one routine');
  return verdict;
}

function refused({ refusals }: RoutineVerdict): readonly string[] {
  return refusals.map(({ sqlstate, message }) => `${sqlstate} ${message}`);
}

describe('a body in SQL', () => {
  const top = `CREATE FUNCTION top(lowest integer) RETURNS TABLE (pid integer, pname text) LANGUAGE sql AS
    'SELECT id, name FROM players WHERE score > lowest ORDER BY team_id LIMIT $1'`;

  it('is asked about with its parameters', async () => {
    expect(await one(top)).toEqual({
      signature: 'public.top(integer)',
      refusals: [],
      relations: ['public.players'],
      columns: { 'public.players': ['id', 'name', 'score', 'team_id'] },
      unseen: [],
    });
  });

  it('is refused once what it names is gone, and says where', async () => {
    const verdict = await one(top, 'ALTER TABLE players DROP COLUMN team_id');
    expect(refused(verdict)).toEqual(['42703 column "team_id" does not exist']);
    expect(verdict.refusals[0]?.offset).toBe('SELECT id, name FROM players WHERE score > lowest ORDER BY '.length);
  });

  it('must still answer what it declares', async () => {
    const verdict = await one(top, 'ALTER TABLE players ALTER COLUMN id TYPE text');
    expect(refused(verdict)).toEqual(['42P13 return type mismatch in function declared to return record']);
  });

  it('is looked up in the schemas that the routine sets', async () => {
    const create = `CREATE FUNCTION names() RETURNS SETOF text LANGUAGE sql SET search_path = old AS 'SELECT nickname FROM players'`;
    expect((await one(create)).columns).toEqual({ 'old.players': ['nickname'] });
  });

  it('that PostgreSQL keeps analysed is none of ours, nor one in C', async () => {
    expect(
      await judge('CREATE FUNCTION few() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM players; END'),
    ).toEqual([]);
  });
});

describe('a body in PL/pgSQL', () => {
  it('knows its parameters, variables and records', async () => {
    const verdict = await one(`
      CREATE FUNCTION report(season integer, OUT total bigint) LANGUAGE plpgsql AS $$
      <<main>>
      DECLARE
        best players.score%TYPE := 5;
        values integer := 1;
        twin best%TYPE;
        whole players%ROWTYPE;
        names text[];
        current record;
        sizes CURSOR (lowest integer) FOR SELECT team_id, count(*) AS size FROM players WHERE score > lowest GROUP BY 1;
        year ALIAS FOR $1;
      BEGIN
        SELECT max(score) INTO best FROM players WHERE id > season AND id > report.season AND id < year;
        SELECT * INTO whole FROM players WHERE id = $1;
        names[1] := whole.name || twin;
        FOR current IN SELECT id, city FROM teams WHERE name = ANY (names) LOOP
          PERFORM pg_notify('teams', current.city);
          INSERT INTO outbox (topic, payload) VALUES ('team', to_jsonb(current)) RETURNING id INTO best;
        END LOOP;
        FOR current IN sizes(3) LOOP total := total + current.size; END LOOP;
        CASE best WHEN 1, 2 THEN NULL; ELSE RAISE NOTICE 'best %', best; END CASE;
        IF NOT FOUND THEN total := count(*) FROM teams; END IF;
      EXCEPTION WHEN others THEN RAISE WARNING '%', SQLERRM;
      END $$`);
    expect(verdict).toEqual({
      signature: 'public.report(integer)',
      refusals: [],
      relations: ['public.outbox', 'public.players', 'public.teams'],
      columns: {
        'public.outbox': ['id', 'payload', 'topic'],
        'public.players': ['id', 'name', 'score', 'team_id'],
        'public.teams': ['city', 'id', 'name'],
      },
      unseen: [],
    });
  });

  const body = (inner: string) => `CREATE FUNCTION work() RETURNS void LANGUAGE plpgsql AS $$ ${inner} $$`;

  it('is refused for a column that is gone: in a statement, a record, a declaration', async () => {
    const gone = 'ALTER TABLE players DROP COLUMN team_id';
    expect(refused(await one(body('BEGIN UPDATE players SET team_id = 1; END'), gone))).toEqual([
      '42703 column "team_id" of relation "players" does not exist',
    ]);
    const loop = 'DECLARE r record; BEGIN FOR r IN SELECT * FROM players LOOP PERFORM r.team_id; END LOOP; END';
    expect(refused(await one(body(loop)))).toEqual([]);
    expect(refused(await one(body(loop), gone))).toEqual([expect.stringMatching(/^42703 .*team_id/)]);
    const declared = 'DECLARE t players.team_id%TYPE; BEGIN PERFORM t; END';
    expect(refused(await one(body(declared), gone))).toEqual([expect.stringMatching(/^42703 .*team_id/)]);
  });

  it('of a trigger knows the rows of each table that it is on', async () => {
    const create = `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.name := upper(NEW.name);
        IF TG_OP = 'UPDATE' AND NEW.team_id IS DISTINCT FROM OLD.team_id THEN
          INSERT INTO outbox (topic, payload) VALUES (TG_TABLE_NAME, jsonb_build_object('team', NEW.team_id));
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER note BEFORE INSERT OR UPDATE ON players FOR EACH ROW EXECUTE FUNCTION note()`;
    const verdict = await one(create);
    expect(refused(verdict)).toEqual([]);
    expect(verdict.columns).toEqual({ 'public.outbox': ['payload', 'topic'], 'public.players': ['name', 'team_id'] });
    const after = await one(create, 'ALTER TABLE players RENAME COLUMN team_id TO club_id');
    expect(refused(after)).toEqual([expect.stringMatching(/^42703 .*team_id/)]);
  });

  it('says what it does not see', async () => {
    const verdict = await one(
      body(`DECLARE r record; BEGIN
        EXECUTE format('DELETE FROM %I', 'players');
        EXECUTE 'SELECT id FROM players WHERE id = $1' INTO r USING 1;
        PERFORM r.id;
        CREATE TEMP TABLE arrivals (id integer);
        INSERT INTO arrivals SELECT id FROM teams;
        TRUNCATE outbox;
      END`),
    );
    expect(verdict).toMatchObject({
      refusals: [],
      relations: ['public.outbox', 'public.players', 'public.teams'],
      unseen: ["EXECUTE format('DELETE FROM %I', 'players')", 'what r holds in SELECT r.id'],
    });
  });

  it('of a trigger function that no trigger calls has rows that nobody knows', async () => {
    const verdict = await one(
      'CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 1; RETURN NEW; END $$',
    );
    expect(verdict).toMatchObject({ refusals: [], unseen: ['what new holds in SELECT NEW.name'] });
  });
});

describe('judgeRoutines', () => {
  it('looks into the routines it is asked about, and runs none', async () => {
    const create = `
      CREATE FUNCTION loud() RETURNS void LANGUAGE plpgsql AS 'BEGIN INSERT INTO outbox (topic) VALUES (1); END';
      CREATE PROCEDURE quiet(a integer) LANGUAGE sql AS 'DELETE FROM players WHERE id = a'`;
    expect((await judge(create)).map(({ signature }) => signature)).toEqual(['public.loud()', 'public.quiet(integer)']);
    expect(await judge(create, '', ['public.quiet(integer)', 'public.gone()'])).toMatchObject([
      { signature: 'public.quiet(integer)', columns: { 'public.players': ['id'] } },
    ]);
    expect(await judge(create, '', [])).toEqual([]);
  });
});
