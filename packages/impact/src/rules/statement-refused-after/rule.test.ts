import { expect, it } from 'vitest';
import { access, asked, change, judge, league, refusal, refused, taken } from '../../testing/questions.js';

const reads = taken([access('players', { read: ['name'] })]);
const create = change({ kind: 'relation-created', relation: league('teams'), after: 'table' });
const label = change({ kind: 'comment-changed', subject: 'players' });

it('tells a refusal that nobody explains, at the place PostgreSQL points at', () => {
  const statement = asked('SELECT name\n  FROM players, teams', reads, refused('XX000', 'cache lookup failed', 22));
  expect(judge([create], statement)).toMatchObject([
    {
      rule: 'statement-refused-after',
      verdict: 'breaks',
      location: { line: 13, column: 11 },
      excerpt: { text: 'FROM players, teams', start: 8, length: 0 },
      refusal: { sqlstate: 'XX000' },
    },
  ]);
});

it('counts a plan that is refused, too', () => {
  const plan = { ...reads, plan: refusal('55000', 'cannot update view "players"') };
  expect(judge([create], asked('SELECT name FROM players', reads, plan))).toMatchObject([
    { verdict: 'breaks', rule: 'statement-refused-after' },
  ]);
});

it('needs no change to be known', () => {
  const statement = asked('SELECT name FROM players', reads, refused('42P01', 'relation "players" does not exist'));
  expect(judge([label], statement)).toMatchObject([{ verdict: 'breaks', change: null, migration: null }]);
});
