import { expect, it } from 'vitest';
import { access, asked, change, judge, league, taken } from '../../testing/questions.js';

const empty = change({ kind: 'view-unpopulated', relation: league('standings') });

it('breaks who reads it, also through a view', () => {
  const direct = taken([access('standings', { read: ['wins'] })]);
  expect(judge([empty], asked('SELECT wins FROM standings', direct, direct))).toMatchObject([
    {
      verdict: 'breaks',
      sentence: 'westside-contracts reads materialized view standings, which migration 019 leaves without data',
    },
  ]);
  const behind = taken([access('standings', { through: [league('best')], read: ['wins'] })]);
  expect(judge([empty], asked('SELECT wins FROM best', behind, behind))).toMatchObject([{ verdict: 'breaks' }]);
});

it('does not concern who refreshes it', () => {
  const refresh = taken([], { command: 'utility' });
  expect(judge([empty], asked('REFRESH MATERIALIZED VIEW standings', refresh, refresh))).toEqual([]);
});
