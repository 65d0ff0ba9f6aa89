import { expect, it } from 'vitest';
import {
  access,
  asked,
  change,
  column,
  judge,
  league,
  ofType,
  refused,
  result,
  taken,
} from '../../testing/questions.js';

const add = (name = 'city', type = 'text') =>
  change({
    kind: 'column-added',
    relation: league('teams'),
    column: name,
    after: column(name, { type: ofType(type) }),
    comparable: type !== 'json',
  });
const wild = taken([access('teams', { exposed: ['id'], wildcard: true })], {
  columns: [result('id', { of: 'teams.id', wildcard: true })],
});

it('concerns nobody who names columns', () => {
  const named = taken([access('teams', { read: ['id'] })]);
  expect(judge([add()], asked('SELECT id FROM teams', named, named))).toEqual([]);
});

it('breaks where the number of columns matters', () => {
  const after = refused('42601', 'each UNION query must have the same number of columns');
  expect(judge([add()], asked('SELECT * FROM teams UNION SELECT 1', wild, after))).toMatchObject([
    { verdict: 'breaks', rule: 'column-added', excerpt: { start: 7, length: 1 } },
  ]);
});

it('breaks a name that two relations have then', () => {
  const both = taken([access('players', { read: ['city'] }), access('teams', { read: ['id'] })]);
  const after = refused('42702', 'column reference "city" is ambiguous', 7);
  expect(judge([add()], asked('SELECT city FROM players JOIN teams ON true', both, after))).toMatchObject([
    { verdict: 'breaks', excerpt: { start: 7, length: 4 } },
  ]);
});

it('notes wider rows, and warns of a column that hides another of the same name', () => {
  const after = (name: string) =>
    taken([access('teams', { exposed: ['id', name], wildcard: true })], {
      columns: [
        result('id', { of: 'teams.id', wildcard: true }),
        result(name, { of: `teams.${name}`, wildcard: true }),
      ],
    });
  expect(judge([add()], asked('SELECT * FROM teams', wild, after('city')))).toMatchObject([
    { verdict: 'silent', level: 'note' },
  ]);
  const joined = taken([access('teams', { exposed: ['id'], wildcard: true })], {
    columns: [
      result('score', { of: 'players.score', wildcard: true }),
      result('id', { of: 'teams.id', wildcard: true }),
    ],
  });
  const hidden = taken([access('teams', { exposed: ['id', 'score'], wildcard: true })], {
    columns: [
      result('score', { of: 'players.score', wildcard: true }),
      result('id', { of: 'teams.id', wildcard: true }),
      result('score', { of: 'teams.score', wildcard: true }),
    ],
  });
  expect(judge([add('score', 'int4')], asked('SELECT p.*, t.* FROM players p, teams t', joined, hidden))).toMatchObject(
    [{ verdict: 'silent', level: 'error' }],
  );
});

it('sees that a NATURAL JOIN takes the new column too', () => {
  const before = taken([access('teams', { read: ['id'] }), access('results', { read: ['id', 'score'] })]);
  const after = taken([access('teams', { read: ['id', 'score'] }), access('results', { read: ['id', 'score'] })]);
  const text = 'SELECT count(*) FROM results NATURAL JOIN teams';
  expect(judge([add('score')], asked(text, before, after))).toMatchObject([
    { verdict: 'silent', excerpt: { length: 7 } },
  ]);
});
