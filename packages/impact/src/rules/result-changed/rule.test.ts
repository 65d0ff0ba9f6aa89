import type { ResultColumn } from '@rowpact/model';
import { expect, it } from 'vitest';
import { access, asked, change, judge, league, ofType, result, taken } from '../../testing/questions.js';

const other = change({ kind: 'object-dropped', object: 'operator', name: 'public.+++(integer,integer)' });
const answers = (...columns: readonly ResultColumn[]) => taken([access('players', { read: ['score'] })], { columns });

it('tells another JavaScript type that no rule explains', () => {
  const before = answers(result('points', { type: ofType('int4') }));
  const after = answers(result('points', { type: ofType('int8') }));
  expect(judge([other], asked('SELECT score +++ 1 AS points FROM players', before, after))).toMatchObject([
    {
      verdict: 'silent',
      rule: 'result-changed',
      sentence: 'westside-contracts gets points as string (was number) after migration 019',
      excerpt: { start: 22, length: 6 },
    },
  ]);
});

it('tells columns that are gone, where the code reads them', () => {
  const before = answers(result('points', { wildcard: true }), result('name', { wildcard: true }));
  const after = answers(result('name', { wildcard: true }));
  const location = { file: 'src/page.ts', line: 4, column: 2 };
  const rows = { reads: [{ column: 'points', location }], escapes: [] };
  expect(judge([other], asked('SELECT * FROM best()', before, after, { rows }))).toMatchObject([
    { verdict: 'breaks', location: { line: 4 } },
  ]);
  const unread = { reads: [{ column: 'name', location }], escapes: [] };
  expect(judge([other], asked('SELECT * FROM best()', before, after, { rows: unread }))).toEqual([]);
});

it('leaves a column to the rule about it, also where that says nothing', () => {
  const wider = change({
    kind: 'column-type-changed',
    relation: league('players'),
    column: 'score',
    before: ofType('int4'),
    after: ofType('int8'),
    collation: null,
  });
  const of = (type: string) => answers(result('score', { of: 'players.score', type: ofType(type) }));
  expect(judge([wider], asked('SELECT score FROM players', of('int4'), of('int8'))).map(({ rule }) => rule)).toEqual([
    'column-type-changed',
  ]);
});
