import { expect, it } from 'vitest';
import { relationId } from '@rowpact/model';
import { access, asked, change, judge, league, refused, taken } from '../../testing/questions.js';

const rename = change({ kind: 'relation-renamed', relation: league('players'), to: league('athletes') });
const move = change({ kind: 'relation-renamed', relation: league('players'), to: relationId('game', 'players') });
const reads = taken([access('players', { read: ['name'] })]);
const gone = refused('42P01', 'relation "players" does not exist', 17);

it('breaks who names the old name, and shows the way with a view', () => {
  const [finding] = judge([rename], asked('SELECT name FROM players', reads, gone));
  expect(finding?.sentence).toBe('westside-contracts reads players, which migration 019 renames to athletes');
  expect(finding?.remedy.steps[0]?.sql).toContain('CREATE VIEW players AS SELECT * FROM athletes;');
});

it('lets be who finds it on the search path', () => {
  const after = taken([{ ...access('players', { read: ['name'] }), relation: relationId('game', 'players') }]);
  expect(judge([move], asked('SELECT name FROM players', reads, after))).toEqual([]);
  expect(judge([move], asked('SELECT name FROM players', reads, gone))).toMatchObject([
    { sentence: 'westside-contracts reads players, which migration 019 moves to game.players' },
  ]);
});

it('lets views follow', () => {
  const through = taken([access('players', { through: [league('rosters')], read: ['name'] })]);
  expect(judge([rename], asked('SELECT name FROM rosters', through, through))).toEqual([]);
});
