import { expect, it } from 'vitest';
import { access, asked, change, judge, league, ofType, taken } from '../../testing/questions.js';

const collate = change({
  kind: 'column-type-changed',
  relation: league('players'),
  column: 'name',
  before: ofType('text'),
  after: ofType('text'),
  collation: { before: null, after: '"C"' },
});
const reads = taken([access('players', { read: ['name'] })]);

it('warns who sorts or compares by the column', () => {
  expect(judge([collate], asked('SELECT 1 FROM players ORDER BY name', reads, reads))).toMatchObject([
    {
      rule: 'collation-changed',
      level: 'warning',
      sentence: 'westside-contracts sorts or compares by players.name, whose collation migration 019 changes to "C"',
    },
  ]);
});

it('does not concern who only reads it', () => {
  expect(judge([collate], asked('SELECT name FROM players', reads, reads))).toEqual([]);
});

it('is no other type', () => {
  const rules = judge([collate], asked('SELECT name FROM players ORDER BY name', reads, reads)).map(({ rule }) => rule);
  expect(rules).toEqual(['collation-changed']);
});
