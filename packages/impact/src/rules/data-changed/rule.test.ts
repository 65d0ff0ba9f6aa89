import { expect, it } from 'vitest';
import { access, asked, change, judge, league, relation, state, taken } from '../../testing/questions.js';

const written = (how: 'insert' | 'update' | 'delete' | 'truncate', ...columns: readonly string[]) =>
  change({ kind: 'data-written', relation: league('players'), how, columns });
const reads = (...columns: readonly string[]) => taken([access('players', { read: columns })]);
const ask = (...columns: readonly string[]) => asked('SELECT … FROM players', reads(...columns), reads(...columns));

it('warns who reads what an UPDATE sets', () => {
  expect(judge([written('update', 'nick')], ask('nick'))).toMatchObject([
    {
      verdict: 'silent',
      level: 'warning',
      sentence: 'westside-contracts reads players.nick, which migration 019 fills with other values',
    },
  ]);
  expect(judge([written('update', 'nick')], ask('name'))).toEqual([]);
});

it('warns every reader of rows that go, and notes rows that come', () => {
  expect(judge([written('truncate')], ask('name'))).toMatchObject([{ level: 'warning' }]);
  expect(judge([written('insert')], ask('name'))).toMatchObject([{ level: 'note' }]);
  const insert = taken([access('players', { insert: ['name'], omitted: [] })]);
  expect(judge([written('truncate')], asked("INSERT INTO players (name) VALUES ('x')", insert, insert))).toEqual([]);
});

it('does not reach through what is stored', () => {
  const through = taken([access('players', { through: [league('standings')], read: ['name'] })]);
  const statement = asked('SELECT * FROM standings', through, through);
  const before = (kind: 'view' | 'materialized view') => state([relation('standings', [], { kind })]);
  expect(judge([written('delete')], statement, { before: before('view') })).toHaveLength(1);
  expect(judge([written('delete')], statement, { before: before('materialized view') })).toEqual([]);
});

it('knows whose rows can no longer be deleted', () => {
  const key = { columns: ['team_id'], references: { relation: league('teams'), columns: ['id'] } };
  const after = state([relation('players', [], { foreignKeys: [{ name: 'team', definition: '', ...key }] })]);
  const gone = taken([access('teams', { deletes: true, read: ['id'] })], { command: 'delete' });
  const statement = asked('DELETE FROM teams WHERE id = 1', gone, gone);
  expect(judge([written('update', 'team_id')], statement, { after, before: after })).toMatchObject([
    { verdict: 'may break', level: 'warning' },
  ]);
});

it('tells what a migration says itself', () => {
  const note = change({ kind: 'data-declared', relations: [league('players')], note: 'guests moved to guests' });
  expect(judge([note], ask('name'))).toMatchObject([
    { sentence: 'westside-contracts reads players, whose data migration 019 changes: guests moved to guests' },
  ]);
});
