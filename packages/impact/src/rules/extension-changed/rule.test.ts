import { expect, it } from 'vitest';
import { access, asked, change, column, judge, league, refused, taken } from '../../testing/questions.js';

const drop = change({ kind: 'extension-dropped', extension: 'citext', version: '1.6' });
const reads = taken([access('players', { read: ['nick'] })]);

it('is to blame for what PostgreSQL misses', () => {
  const text = "SELECT 1 FROM players WHERE name::citext = 'x'";
  const statement = asked(text, reads, refused('42704', 'type "citext" does not exist', 34));
  expect(judge([drop], statement)).toMatchObject([
    { verdict: 'breaks', rule: 'extension-changed', excerpt: { length: 6 } },
  ]);
});

it('leaves it to what explains more', () => {
  const cascade = change({
    kind: 'column-dropped',
    relation: league('players'),
    column: 'nick',
    before: column('nick'),
    cascaded: true,
  });
  const statement = asked('SELECT nick FROM players', reads, refused('42703', 'column "nick" does not exist', 7));
  expect(judge([drop, cascade], statement).map(({ rule }) => rule)).toEqual(['column-dropped']);
});

it('does not concern who goes on', () => {
  expect(judge([drop], asked('SELECT nick FROM players', reads, reads))).toEqual([]);
});
