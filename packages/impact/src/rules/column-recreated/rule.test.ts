import { expect, it } from 'vitest';
import { access, asked, change, column, judge, league, result, taken } from '../../testing/questions.js';

const again = change({
  kind: 'column-recreated',
  relation: league('players'),
  column: 'nick',
  before: column('nick'),
  after: column('nick', { default: "'?'::text" }),
});
const verdict = (access_: Parameters<typeof access>[1], text: string) => {
  const found = taken([access('players', access_)], { columns: [result('nick', { of: 'players.nick' })] });
  return judge([again], asked(text, found, found));
};

it('tells readers that the values are gone, and what is there instead', () => {
  expect(verdict({ read: ['nick'] }, 'SELECT nick FROM players')).toMatchObject([
    {
      verdict: 'silent',
      sentence: 'westside-contracts reads players.nick, which migration 019 drops and adds again: what it held is gone',
      why: "The new column of the same name is '?'::text in every row that was there before, and stands at the end of the table.",
    },
  ]);
});

it('does not concern who only writes it', () => {
  expect(verdict({ insert: ['nick'], omitted: [] }, "INSERT INTO players (nick) VALUES ('A')")).toEqual([]);
});

it('reaches who reads it through a function', () => {
  const calls = taken([], { functions: ['public.best()'] });
  const body = {
    signature: 'public.best()',
    refusals: [],
    relations: [league('players')],
    columns: { [league('players')]: ['nick'] },
    unseen: [],
  };
  const routines = { before: [body], after: [body] };
  const statement = asked('SELECT best() FROM players', calls, calls);
  expect(judge([again], statement, { routines })).toMatchObject([{ verdict: 'silent', rule: 'column-recreated' }]);
});
