import { expect, it } from 'vitest';
import { access, asked, change, judge, league, relation, state, taken } from '../../testing/questions.js';

const child = (kind: 'child-attached' | 'child-detached', how: 'partition' | 'inheritance', statement: string) =>
  change({ kind, relation: league('games'), child: league('games_2020'), how, bound: null, gone: false }, statement);
const reads = taken([access('games', { read: ['home'] })]);
const statement = asked('SELECT home FROM games', reads, reads);

it('is silent about rows that come with a table that was there', () => {
  const attach = child('child-attached', 'partition', 'ALTER TABLE games ATTACH PARTITION games_2020 DEFAULT');
  expect(judge([attach], statement)).toMatchObject([{ verdict: 'silent', level: 'error' }]);
});

it('lets a partition be that is made empty', () => {
  const fresh = child('child-attached', 'partition', 'CREATE TABLE games_2020 PARTITION OF games DEFAULT');
  expect(judge([fresh], statement)).toEqual([]);
});

it('warns of rows that go, those who read what the parent is a part of too', () => {
  const detach = child('child-detached', 'partition', 'ALTER TABLE games DETACH PARTITION games_2020');
  expect(judge([detach], statement)).toMatchObject([{ verdict: 'silent', level: 'warning' }]);
  const all = taken([access('all_games', { read: ['home'] })]);
  const before = state([relation('games', [], { partitionOf: { parent: league('all_games'), bound: 'DEFAULT' } })]);
  expect(judge([detach], asked('SELECT home FROM all_games', all, all), { before })).toHaveLength(1);
});

it('believes ONLY', () => {
  const inherits = child('child-attached', 'inheritance', 'CREATE TABLE games_2020 () INHERITS (games)');
  expect(judge([inherits], asked('SELECT home FROM ONLY games', reads, reads))).toEqual([]);
});
