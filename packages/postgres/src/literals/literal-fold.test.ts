import { readFileSync } from 'node:fs';
import type { AnalysedStatement } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseStatements } from '../analysis/analyse-statements.js';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

const [tables = ''] = read('../catalog/testing/view-corpus.sql').split(/^-- views$/m);
const states = read('../json-shape/testing/shape-states.sql').split(/^-- state: .*$/m);

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(tables + read('../json-shape/testing/shape-schema.sql'));
  await database.exec(`
    create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    create view kinds as select id, 'team' as kind from teams union all select id, 'player' from players;
    create materialized view stored_kinds as select * from kinds;
    create materialized view stored_teams as select id, 'team' as kind from teams;
    create materialized view stored_again as select * from stored_teams;
  `);
});
afterAll(() => database.close());

async function analysed(text: string): Promise<AnalysedStatement> {
  const [found] = await analyseStatements(database, [{ text }]);
  if (found?.kind !== 'analysed') throw new Error(`${text}: ${found?.message ?? 'no answer'}`);
  return found;
}

// The values of the first column, wherever they are known; null where nobody knows.
const CASES: readonly (readonly [what: string, text: string, values: readonly string[] | null])[] = [
  ['a constant', "select 'active'", ['active']],
  ['a constant with a type', "select 'active'::text", ['active']],
  [
    'an empty text, quotes and more than ASCII',
    "select case when id = 1 then '' when id = 2 then 'it''s' else 'é😀' end from teams",
    ['', "it's", 'é😀'],
  ],
  ['varchar without a length', "select 'active'::varchar", ['active']],
  ['varchar with one', "select 'active'::varchar(3)", null],
  ['char(n), which pads', "select 'a'::char(3)", null],
  ['a number as text', 'select 1::text', null],
  ['name', "select 'a'::name", null],
  ['a domain', "select 'a'::label", null],
  ['a function of constants', "select upper('a')", null],
  ['joined texts', "select 'a' || 'b'", null],
  ['a column', 'select name from teams', null],
  ['a parameter', 'select $1::text', null],
  ['CASE', "select case when founded is null then 'new' else 'old' end from teams", ['new', 'old']],
  ['CASE without ELSE', "select case when founded is null then 'new' end from teams", ['new']],
  ['CASE with a column', "select case when id = 1 then 'one' else name end from teams", null],
  ['COALESCE', "select coalesce(case when id = 1 then 'one' end, 'more') from teams", ['more', 'one']],
  ['COALESCE with a column', "select coalesce(city, 'none') from teams", null],
  ['NULLIF', "select nullif(case when id = 1 then 'one' else 'two' end, 'two') from teams", ['one', 'two']],
  ['NULL alone', 'select null::text', null],
  ['a collation', `select 'a' collate "C"`, ['a']],
  ['UNION', "select 'a' union select 'b' union all select 'a'", ['a', 'b']],
  ['UNION with a column', "select 'a' union select name from teams", null],
  ['INTERSECT', "select 'a' intersect select name from teams", ['a']],
  [
    'INTERSECT where what is equal need not be the same',
    "select 'a' collate loose intersect select name collate loose from teams",
    null,
  ],
  ['EXCEPT', "(select 'a' union select 'b') except select name from teams", ['a', 'b']],
  ['VALUES', "select v from (values ('a'), ('b')) as t(v)", ['a', 'b']],
  ['VALUES with a column', "select v from teams, lateral (values ('a'), (name)) as t(v)", null],
  ['a subquery', "select (select case when id = 1 then 'a' else 'b' end) from teams", ['a', 'b']],
  ['EXISTS', 'select (exists (select 1))::text', null],
  ['a common table', "with c as (select 'a' as v union select 'b') select v from c", ['a', 'b']],
  [
    'a recursive one',
    "with recursive c(v, n) as (select 'a'::text, 1 union all select v, n + 1 from c where n < 3) select v from c",
    ['a'],
  ],
  [
    'a recursive one that changes it',
    "with recursive c(v, n) as (select 'a'::text, 1 union all select v || 'b', n + 1 from c where n < 3) select v from c",
    null,
  ],
  ['an outer join', "select k.v from teams t left join (select id, 'a' as v from players) k on k.id = t.id", ['a']],
  ['a view', 'select kind from kinds', ['player', 'team']],
  ['a materialised view', 'select kind from stored_teams', ['team']],
  ['one over a view, which may be another one by now', 'select kind from stored_kinds', null],
  ['one over one', 'select kind from stored_again', ['team']],
  ['grouping', 'select kind from kinds group by rollup (kind)', ['player', 'team']],
  ['an aggregate', 'select max(kind) from kinds', null],
  ['a window', 'select lag(kind) over () from kinds', null],
  ['RETURNING', "update teams set name = 'b' returning 'changed'", ['changed']],
  ['a column in RETURNING', "update teams set name = 'b' returning name", null],
  ['a json text', `select '{"a": "b"}'::json ->> 'a'`, null],
];

describe('the texts that a statement writes itself', () => {
  it.each(CASES)('are told of %s', async (_what, text, values) => {
    const { columns } = await analysed(text);
    expect(columns[0]?.literals ?? null).toEqual(values);
  });

  it('are the only ones that come back, in every state of the database', async () => {
    const others: string[] = [];
    for (const state of states) {
      await database.exec(state);
      for (const view of ['stored_kinds', 'stored_teams', 'stored_again'])
        await database.exec(`refresh materialized view ${view}`);
      for (const [, text, values] of CASES.filter((one) => !one[1].includes('$1'))) {
        await database.exec('begin');
        const rows = await database.query(text);
        await database.exec('rollback');
        const found = rows.map((row) => Object.values(row)[0]).filter((value) => value !== null);
        if (values !== null && found.some((value) => typeof value === 'string' && !values.includes(value)))
          others.push(text);
      }
    }
    expect(others).toEqual([]);
  });

  it('are not those of a view that was replaced since a materialised view read it, and neither are its JSON and its NULLs', async () => {
    await database.exec(`
      create view latest as select 'before' as kind, null::text as note, json_build_object('a', 1) as doc;
      create materialized view kept_latest as select * from latest;
      create or replace view latest as select 'after' as kind, 'x' as note, json_build_object('b', note) as doc
        from (values ('y')) as v(note);
    `);
    const { columns } = await analysed('select * from kept_latest');
    expect(columns.map(({ literals, json, nullable }) => ({ literals, json, nullable }))).toEqual(
      columns.map(() => ({ literals: undefined, json: undefined, nullable: true })),
    );
    await database.exec('drop view latest cascade');
  });

  it('are not told where there are too many of them', async () => {
    const many = Array.from({ length: 51 }, (_, at) => `('v${at}')`);
    const of = async (values: readonly string[]): Promise<unknown> =>
      (await analysed(`select v from (values ${values.join(', ')}) as t(v)`)).columns[0]?.literals;
    expect(await of(many)).toBeUndefined();
    expect(await of(many.slice(1))).toHaveLength(50);
  });

  it('are not looked for without end where views stand on views', async () => {
    const views = Array.from(
      { length: 12 },
      (_, at) => `create view l${at + 1} as select v from l${at} union all select v from l${at};`,
    );
    await database.exec(`create view l0 as select 'a' as v; ${views.join('\n')}`);
    expect((await analysed('select v from l3')).columns[0]?.literals).toEqual(['a']);
    expect((await analysed('select v from l12')).columns[0]).not.toHaveProperty('literals');
    await database.exec('drop view l0 cascade');
  });
});
