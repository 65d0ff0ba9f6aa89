import type { ConstantQuestion } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { answerConstants } from './answer-constants.js';

let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(`
    CREATE SCHEMA "a b";
    CREATE TYPE "a b".mood AS ENUM ('ok', 'happy');
    CREATE DOMAIN shirt AS integer CHECK (VALUE > 0);
    CREATE FUNCTION is_short(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT length($1) < 4';
    CREATE FUNCTION spoil(text) RETURNS boolean STABLE LANGUAGE plpgsql AS
      'BEGIN INSERT INTO public.log VALUES ($1); RETURN true; END';
    CREATE TABLE log (line text);
    CREATE DOMAIN label AS text NOT NULL;
    CREATE TABLE "a b"."select" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(4) NOT NULL, score integer NOT NULL,
      mood "a b".mood, number shirt, price numeric(4, 2), double integer GENERATED ALWAYS AS (score * 2) STORED, payload jsonb, label label);`);
}, 60_000);

afterAll(() => database.close());

async function answer(values: ConstantQuestion['values'], check: string | null, relation = '"a b"."select"') {
  const [answered] = await answerConstants(database, [{ key: 'k', relation, values, check }]);
  expect(answered?.[0]).toBe('k');
  const verdict = answered?.[1];
  return verdict?.kind === 'refused' ? `${verdict.sqlstate} ${verdict.message}` : verdict?.kind;
}

describe('answerConstants', () => {
  it('says whether a check holds; NULL passes', async () => {
    expect(await answer({ score: '-50' }, 'score >= 0')).toBe('fails');
    expect(await answer({ score: '50' }, 'score >= 0')).toBe('holds');
    expect(await answer({ score: 'NULL' }, 'score >= 0')).toBe('holds');
    expect(await answer({ name: "repeat('x', 3)" }, 'public.is_short(name)')).toBe('holds');
    expect(await answer({ payload: "'{}'" }, "payload ? 'id'")).toBe('fails');
    expect(await answer({ score: '3' }, 'double > 8')).toBe('fails');
  });

  it('casts a value as an INSERT does, which cuts nothing off', async () => {
    expect(await answer({ name: "repeat('x', 5)" }, null)).toMatch(/^22001 value too long/);
    expect(await answer({ name: "'abcd'" }, null)).toBe('holds');
    expect(await answer({ mood: "'sad'" }, null)).toMatch(/^22P02 invalid input value for enum/);
    expect(await answer({ number: '0' }, null)).toMatch(/^23514 value for domain shirt/);
    expect(await answer({ price: '1234.5' }, null)).toMatch(/^22003/);
    expect(await answer({ score: "'x'::text" }, null)).toMatch(/^42804/);
    expect(await answer({ label: 'NULL' }, null)).toMatch(/^23502/);
    expect(await answer({ double: '1' }, null)).toMatch(/^428C9/);
  });

  it('evaluates nothing that needs more, or does more', async () => {
    expect(await answer({ name: "'x'" }, "name <> 'x' OR score > 0")).toBe('not evaluated');
    expect(await answer({ name: "'x'" }, 'double > 0')).toBe('not evaluated');
    expect(await answer({ score: '(SELECT count(*) FROM "a b"."select")' }, null)).toBe('not evaluated');
    expect(await answer({ score: "nextval('log')" }, null)).toBe('not evaluated');
    expect(await answer({ score: '(random() * 10)::integer' }, null)).toBe('not evaluated');
    expect(await answer({ name: 'name' }, null)).toBe('not evaluated');
    expect(await answer({ score: '$1' }, null)).toBe('not evaluated');
    expect(await answer({ score: '1' }, 'score > (SELECT count(*) FROM public.log)')).toBe('not evaluated');
    expect(await answer({ score: '1' }, 'score > random()')).toBe('not evaluated');
    expect(await answer({ score: '1' }, null, 'public.gone')).toBe('not evaluated');
    expect(await answer({ score: '1), (2' }, null)).toBe('not evaluated');
  });

  it('leaves nothing behind', async () => {
    expect(await answer({ name: "'x'" }, 'public.spoil(name)')).toMatch(/^0A000/);
    expect(await database.query('SELECT * FROM log')).toEqual([]);
    expect(database.inTransaction()).toBe(false);
  });

  it('answers in the order of the questions', async () => {
    const relation = '"a b"."select"';
    const questions = ['5', '-5', '6'].map((score, at) => ({
      key: `${at}`,
      relation,
      values: { score },
      check: at === 2 ? null : 'score > 0',
    }));
    expect(await answerConstants(database, questions)).toEqual([
      ['0', { kind: 'holds' }],
      ['1', { kind: 'fails' }],
      ['2', { kind: 'holds' }],
    ]);
  });
});
