import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const set = change({ kind: 'column-not-null-set', relation: league('players'), column: 'nick', hasDefault: false });

const before = state([relation('players', [column('id'), column('nick')])]);
const after = state([relation('players', [column('id'), column('nick', { nullable: false })])]);
const withDefault = state([relation('players', [column('id'), column('nick', { nullable: false, default: "''" })])]);

describe('column-not-null', () => {
  it.each([
    ['leaves it out', inserting('players', before, [{ id: '1' }]), ['breaks column-not-null']],
    ['writes NULL', inserting('players', before, [{ id: '1', nick: 'NULL' }]), ['breaks column-not-null']],
    [
      'writes NULL in one row of two',
      inserting('players', before, [{ nick: "'a'" }, { nick: 'NULL' }]),
      ['breaks column-not-null'],
    ],
    ['writes a constant', inserting('players', before, [{ nick: "'a'" }]), []],
    ['writes a parameter', inserting('players', before, [{ nick: '$1' }]), ['may break column-not-null']],
    ['writes what may be NULL', updating('players', { nick: '…' }), ['may break column-not-null']],
    ['writes what is never NULL', updating('players', { nick: '!' }), []],
    ['sets NULL', updating('players', { nick: 'NULL' }), ['breaks column-not-null']],
    ['sets another column', updating('players', { id: '1' }), []],
  ])('judges one that %s', (_, verdict, expected) => {
    expect(said([set], unchanged(verdict), { before, after })).toEqual(expected);
  });

  it('is safe where a default fills it', () => {
    const leavesOut = inserting('players', withDefault, [{ id: '1' }]);
    expect(said([set], unchanged(leavesOut), { before, after: withDefault })).toEqual([]);
  });

  it('tells both parties what to do, in order', () => {
    const [finding] = findings([set], unchanged(updating('players', { nick: 'NULL' })), { before, after });
    expect(finding?.sentence).toBe(
      'westside-contracts stores NULL in players.nick, which migration 019 makes NOT NULL',
    );
    expect(finding?.remedy.steps.map(({ who }) => who)).toEqual(['producer', 'consumer', 'producer']);
    expect(finding?.remedy.steps.at(-1)?.sql).toContain('ALTER TABLE players ALTER COLUMN nick SET NOT NULL;');
  });
});
