import type { SequenceDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { BIGINT, checkOf, stateOf, tableId, type TableInState } from '../testing/states.js';
import { diffStates } from './diff-states.js';
import type { IdentityBy } from './found-change.js';

const players: TableInState = { oid: 100, name: 'players', columns: [{ name: 'id' }, { name: 'team_id' }] };

function kindsOf(before: TableInState, after: TableInState, identity: IdentityBy): readonly string[] {
  return diffStates(stateOf([before]), stateOf([after]), identity).map(({ change }) => change.kind);
}

describe('states of two databases', () => {
  it('are the same where all names are, whatever the oids and places', () => {
    const elsewhere = {
      ...players,
      oid: 900,
      columns: [
        { name: 'id', attnum: 4 },
        { name: 'team_id', attnum: 9 },
      ],
    };
    expect(diffStates(stateOf([players]), stateOf([elsewhere]), 'names')).toEqual([]);
  });

  it('show a rename as a drop and an add', () => {
    const after = { ...players, columns: [{ name: 'id' }, { name: 'squad_id' }] };
    expect(kindsOf(players, after, 'names')).toEqual(['column-added', 'column-dropped']);
    expect(kindsOf(players, after, 'catalog')).toEqual(['column-renamed']);
  });

  it('show another kind of relation under the name, and the same kind as the same relation', () => {
    const view: TableInState = { ...players, oid: 900, relation: { kind: 'view', definition: 'SELECT 1' } };
    expect(kindsOf(players, view, 'names')).toEqual(['relation-replaced']);
    expect(kindsOf(players, { ...players, oid: 900 }, 'names')).toEqual([]);
    expect(kindsOf(players, { ...players, oid: 900 }, 'catalog')).toEqual(['relation-replaced']);
  });
});

describe('names that another relation has taken', () => {
  const archive = { ...players, name: 'players_2025' };
  const fresh: TableInState = { oid: 200, name: 'players', columns: [{ name: 'id', type: BIGINT }] };

  it('are compared with what has them now; what had them goes by its new name', () => {
    const after = stateOf([fresh, archive], {
      constraints: [checkOf(archive, 'closed', 'id < 100'), checkOf(fresh, 'positive', 'id > 0')],
    });
    const changes = diffStates(stateOf([players]), after, 'catalog').map(({ change }) => change);
    expect(changes.map((change) => [change.kind, 'relation' in change ? change.relation : null])).toEqual([
      ['column-dropped', 'public.players'],
      ['column-type-changed', 'public.players'],
      ['constraint-added', 'public.players'],
      ['relation-replaced', 'public.players'],
      ['constraint-added', 'public.players_2025'],
    ]);
  });

  it('leave what holds beneath a view to the table that the view stands for', () => {
    const view: TableInState = {
      oid: 300,
      name: 'players',
      columns: players.columns,
      relation: { kind: 'view', definition: ' SELECT id, team_id FROM public.players_2025' },
    };
    const after = stateOf([view, archive], { constraints: [checkOf(archive, 'closed', 'id < 100')] });
    const changes = diffStates(stateOf([players]), after, 'catalog').map(({ change }) => change);
    expect(changes).toMatchObject([
      { kind: 'constraint-added', relation: tableId(players) },
      { kind: 'relation-replaced', relation: tableId(players), renamedTo: tableId(archive) },
    ]);
  });
});

describe('a sequence', () => {
  const ticket: SequenceDetail = {
    oid: 50,
    id: tableId({ name: 'ticket' }),
    ownedBy: null,
    type: 'bigint',
    increment: '1',
    minimum: '1',
    maximum: '9223372036854775807',
    start: '1',
    cache: '1',
    cycle: false,
    next: '9007199254740993',
    privileges: [],
  };

  function changeOf(after: Partial<SequenceDetail>, before: Partial<SequenceDetail> = {}): unknown {
    const old = stateOf([], { sequences: [{ ...ticket, ...before }] });
    const now = stateOf([], { sequences: [{ ...ticket, ...before, ...after }] });
    const [found] = diffStates(old, now, 'catalog');
    if (found?.change.kind !== 'sequence-changed') return null;
    return { restarted: found.change.restarted, exhausted: found.change.exhausted };
  }

  it('has not changed where it has only moved on, also beyond what a number holds', () => {
    expect(changeOf({ next: '9007199254740994' })).toBeNull();
    expect(changeOf({ next: '9007199254740992' })).toEqual({ restarted: true, exhausted: false });
  });

  it('goes the other way round downwards', () => {
    const down = { increment: '-1', next: '-5', minimum: '-1000', maximum: '-1' };
    expect(changeOf({ next: '-6' }, down)).toBeNull();
    expect(changeOf({ next: '-4' }, down)).toEqual({ restarted: true, exhausted: false });
    expect(changeOf({ minimum: '-5' }, down)).toEqual({ restarted: false, exhausted: true });
  });

  it('begins again without being restarted where it cycles', () => {
    expect(changeOf({ next: '1' }, { cycle: true })).toBeNull();
  });

  it('is exhausted where nothing comes next, and restarted where something does again', () => {
    expect(changeOf({ next: null })).toEqual({ restarted: false, exhausted: true });
    expect(changeOf({ next: '1' }, { next: null })).toEqual({ restarted: true, exhausted: false });
  });
});

it('a state without details of a relation is no state', () => {
  const state = stateOf([players]);
  const broken = { ...state, details: { ...state.details, relations: [] } };
  expect(() => diffStates(state, broken, 'catalog')).toThrow('without details of public.players');
});
