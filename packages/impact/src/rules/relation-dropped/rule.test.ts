import { expect, it } from 'vitest';
import { access, asked, change, judge, league, refused, taken } from '../../testing/questions.js';

const drop = change({ kind: 'relation-dropped', relation: league('games'), before: 'table', cascaded: false });
const gone = (offset: number) => refused('42P01', 'relation "games" does not exist', offset);

it('breaks who names it', () => {
  const statement = asked('DELETE FROM games', taken([access('games', { deletes: true })]), gone(12));
  expect(judge([drop], statement)).toMatchObject([
    {
      verdict: 'breaks',
      sentence: 'westside-contracts writes games, which migration 019 drops',
      excerpt: { start: 12, length: 5 },
    },
  ]);
});

it('breaks a name in a string, too', () => {
  expect(judge([drop], asked("SELECT 'games'::regclass", taken(), gone(7)))).toMatchObject([
    { verdict: 'breaks', sentence: 'westside-contracts names games, which migration 019 drops' },
  ]);
});

it('is silent where another relation of that name is found', () => {
  const after = taken([{ ...access('games'), relation: 'archive.games' as never }]);
  const statement = asked('SELECT id FROM games', taken([access('games', { read: ['id'] })]), after);
  expect(judge([drop], statement)).toMatchObject([{ verdict: 'silent' }]);
});

it('finds who asks the catalog', () => {
  const text = "SELECT 1 FROM information_schema.tables WHERE table_name = 'games'";
  expect(judge([drop], asked(text, taken(), taken()))).toMatchObject([{ verdict: 'silent', level: 'warning' }]);
});
