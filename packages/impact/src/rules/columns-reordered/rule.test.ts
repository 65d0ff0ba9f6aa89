import { expect, it } from 'vitest';
import { access, asked, change, judge, league, refused, taken } from '../../testing/questions.js';

const order = change({
  kind: 'columns-reordered',
  relation: league('teams'),
  before: ['id', 'title'],
  after: ['title', 'id'],
});
const insert = taken([access('teams', { insert: ['id', 'title'], omitted: [] })], { command: 'insert' });

it('breaks an INSERT by places whose types no longer fit', () => {
  const after = refused('42804', 'column "title" is of type text but expression is of type integer');
  expect(judge([order], asked("INSERT INTO teams VALUES (1, 'x')", insert, after))).toMatchObject([
    {
      verdict: 'breaks',
      sentence:
        'westside-contracts inserts values by the places of the columns of teams, whose columns migration 019 puts in another order',
    },
  ]);
});

it('is silent where they do fit, and safe where the columns are named', () => {
  expect(judge([order], asked('INSERT INTO teams VALUES (1, 2)', insert, insert))).toMatchObject([
    { verdict: 'silent' },
  ]);
  expect(judge([order], asked('INSERT INTO teams (id, title) VALUES (1, 2)', insert, insert))).toEqual([]);
});

it('minds numbers of columns over * only', () => {
  const wild = taken([access('teams', { exposed: ['id', 'title'], wildcard: true })]);
  expect(judge([order], asked('SELECT * FROM teams ORDER BY 2', wild, wild))).toMatchObject([{ verdict: 'silent' }]);
  expect(judge([order], asked('SELECT * FROM teams ORDER BY title', wild, wild))).toEqual([]);
});
