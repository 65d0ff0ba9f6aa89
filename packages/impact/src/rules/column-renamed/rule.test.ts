import { expect, it } from 'vitest';
import {
  access,
  asked,
  change,
  column,
  judge,
  league,
  refused,
  relation,
  result,
  state,
  taken,
} from '../../testing/questions.js';

const rename = (taken_: boolean) =>
  change({ kind: 'column-renamed', relation: league('players'), column: 'nick', to: 'nickname', taken: taken_ });
const reads = taken([access('players', { read: ['nick'] })], { columns: [result('nick', { of: 'players.nick' })] });
const before = state([relation('players', [column('nick')])]);

it('breaks who names the old name, and shows the way through a second column', () => {
  const statement = asked('SELECT nick FROM players', reads, refused('42703', 'column "nick" does not exist', 7));
  const [finding] = judge([rename(false)], statement, { before });
  expect(finding).toMatchObject({
    verdict: 'breaks',
    sentence: 'westside-contracts reads players.nick, which migration 019 renames to nickname',
  });
  expect(finding?.remedy.steps[0]?.sql).toBe(
    'ALTER TABLE players ADD COLUMN nickname integer; UPDATE players SET nickname = nick;',
  );
});

it('says that two names were swapped, which nothing else tells', () => {
  expect(judge([rename(true)], asked('SELECT nick FROM players', reads, reads))).toMatchObject([{ verdict: 'silent' }]);
});

it('lets an INSERT by places be', () => {
  const insert = access('players', { insert: ['id', 'nick'], omitted: [] });
  const statement = asked("INSERT INTO players VALUES (1, 'A')", taken([insert]), taken([insert]));
  expect(judge([rename(false)], statement)).toEqual([]);
});
