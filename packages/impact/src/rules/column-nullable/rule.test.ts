import { expect, it } from 'vitest';
import { access, asked, change, judge, league, result, taken } from '../../testing/questions.js';

const loosen = change({ kind: 'column-not-null-dropped', relation: league('players'), column: 'name' });
const answer = taken([access('players', { read: ['name'] })], { columns: [result('name', { of: 'players.name' })] });
const statement = asked('SELECT name FROM players', answer, answer);

it('is the type-check’s where types are generated, a warning where none are', () => {
  expect(judge([loosen], statement, { consumer: { typed: true } })).toMatchObject([{ verdict: 'types only' }]);
  expect(judge([loosen], statement)).toMatchObject([{ verdict: 'may break', level: 'warning' }]);
});

it('does not concern conditions', () => {
  const condition = taken([access('players', { read: ['name'] })]);
  expect(judge([loosen], asked("SELECT 1 FROM players WHERE name = 'x'", condition, condition))).toEqual([]);
});

it('does not concern rows of which nobody reads the column', () => {
  const wild = taken([access('players', { exposed: ['name'], wildcard: true })], {
    columns: [result('name', { of: 'players.name', wildcard: true })],
  });
  const followed = asked('SELECT * FROM players', wild, wild, { rows: { reads: [], escapes: [] } });
  expect(judge([loosen], followed)).toEqual([]);
});
