import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseStatements } from '../analysis/analyse-statements.js';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

const [tables = '', , ...states] = read('../catalog/testing/view-corpus.sql').split(/^-- (?:views|state: .*)$/m);
const corpus = read('./testing/statement-corpus.sql')
  .split(/^-- proven:/m)
  .slice(1)
  .map((section) => {
    const end = section.indexOf('\n');
    const proven = section
      .slice(0, end)
      .split(',')
      .map((name) => name.trim());
    return { text: section.slice(end + 1).trim(), proven: proven.filter((name) => name !== '').sort() };
  });

const MORE = `
  create view plain_teams as select * from teams;
  create view hidden_teams as select id, city from teams where city is not null;
  create table ruled (id integer not null);
  create rule other as on insert to ruled do instead insert into games values (91, 1, null, null, now()) returning score;
  create table filled (id integer not null, name text not null, note text);
  create function fill() returns trigger language plpgsql as $$ begin new.id = coalesce(new.id, 7); return new; end $$;
  create trigger fill before insert on filled for each row execute function fill();`;

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(tables + MORE);
});
afterAll(() => database.close());

async function analysed(texts: readonly string[]) {
  const analyses = await analyseStatements(
    database,
    texts.map((text) => ({ text })),
  );
  return analyses.map((one, at) => {
    if (one.kind !== 'analysed') throw new Error(`${texts[at] ?? ''}: ${one.message}`);
    return one;
  });
}

describe('the columns of statements proven not null', () => {
  it('are the ones listed with each statement', async () => {
    const analyses = await analysed(corpus.map(({ text }) => text));
    const proven = analyses.map(({ columns }, at) => ({
      text: corpus[at]?.text,
      proven: columns.flatMap(({ name, nullable }) => (nullable ? [] : [name])).sort(),
    }));
    expect(proven).toEqual(corpus);
  });

  it('answer NULL in no state of the database', async () => {
    const broken: string[] = [];
    let rows = 0;
    for (const state of states) {
      await database.exec(state);
      for (const { text, proven } of corpus) {
        await database.exec('begin');
        for (const row of await database.query(text)) {
          rows += 1;
          broken.push(...proven.filter((name) => row[name] === null).map((name) => `${name} of ${text}`));
        }
        await database.exec('rollback');
      }
    }
    expect(broken).toEqual([]);
    expect(rows).toBeGreaterThan(corpus.length);
  });
});

describe('parameters', () => {
  it.each([
    ['insert into teams (id, name, city) values ($1, $2, $3)', [false, false, true]],
    [
      'insert into teams (id, name, city) values ($1, $2, $3), ($4, $5::varchar, $6)',
      [false, false, true, false, false, true],
    ],
    ['insert into teams (id, name) select $1, $2 where not exists (select from teams where id = $1)', [false, false]],
    ['insert into teams values (1, $1) on conflict (id) do update set name = $2, city = $3', [false, false, true]],
    ['update teams set name = $1, city = $2 where id = $3', [false, true, true]],
    ['update teams set name = coalesce($1, name)', [true]],
    ['update players set shirt = $1', [false]],
    ['with a as (update teams set name = $1 returning id) select * from a where id = $2', [false, true]],
    [
      'merge into teams t using games g on g.id = t.id when matched then update set name = $1, city = $2',
      [false, true],
    ],
    ['insert into filled values ($1, $2, $3)', [true, true, true]],
    ['insert into plain_teams (id, name) values ($1, $2)', [true, true]],
    ['select $1::int + $2', [true, true]],
  ])('%s: %j', async (text, nullable) => {
    const [analysis] = await analysed([text]);
    expect(analysis?.parameters.map((parameter) => parameter.nullable)).toEqual(nullable);
  });
});
