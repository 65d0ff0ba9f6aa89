import { describe, expect, it } from 'vitest';
import { describeRows } from './describe-rows.js';
import { builtinType, column, contractOn, relation, snapshotOf } from './testing/league.js';

const text = builtinType('text');
const players = relation('players', [column('id', builtinType('int4')), column('nickname', text, { nullable: true })]);
const teams = relation('teams', [column('name', text)]);
const league = snapshotOf([players, teams]);

describe('describeRows', () => {
  it('gives the row of every relation, and says which the module declares', () => {
    const rows = describeRows(contractOn([{ relation: players.id, wildcard: false, read: ['id'] }]), league);
    expect(rows.get(players.id)).toEqual({
      name: 'PlayersRow',
      declared: true,
      exposed: ['id'],
      columns: new Map([
        ['id', { type: 'number', nullable: false }],
        ['nickname', { type: 'string | null', nullable: true }],
      ]),
    });
    expect(rows.get(teams.id)).toMatchObject({ name: 'TeamsRow', declared: false, exposed: [] });
  });

  it('uses the name that the contract gives', () => {
    const rows = describeRows(contractOn([{ relation: teams.id, name: 'Squad' }]), league);
    expect(rows.get(teams.id)?.name).toBe('SquadRow');
  });
});
