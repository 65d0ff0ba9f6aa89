import type { IndexDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { constraint, index } from '../../testing/schema-parts.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const columns = [
  column('id', { nullable: false, identity: 'by default' }),
  column('nick'),
  column('team'),
  column('uid', { default: 'gen_random_uuid()' }),
];

function states(old: readonly IndexDetail[], now: readonly IndexDetail[]) {
  return {
    before: state([relation('players', columns)], { details: { indexes: old } }),
    after: state([relation('players', columns)], { details: { indexes: now } }),
  };
}

const nicks = index('nicks', 'players', ['nick']);
const added = change({ kind: 'index-added', relation: league('players'), after: nicks });
const fresh = states([], [nicks]);

describe('unique-added', () => {
  it.each([
    ['a constant', inserting('players', fresh.after, [{ nick: "'a'" }]), ['may break unique-added']],
    ['a parameter', inserting('players', fresh.after, [{ nick: '$1' }]), ['may break unique-added']],
    ['equal constants', inserting('players', fresh.after, [{ nick: "'a'" }, { nick: "'a'" }]), ['breaks unique-added']],
    [
      'other constants',
      inserting('players', fresh.after, [{ nick: "'a'" }, { nick: "'b'" }]),
      ['may break unique-added'],
    ],
    ['NULLs', inserting('players', fresh.after, [{ nick: 'NULL' }, { nick: 'NULL' }]), []],
    ['nothing there', inserting('players', fresh.after, [{ team: '1' }]), []],
    ['NULL to old rows', updating('players', { nick: 'NULL' }), []],
    ['a value to old rows', updating('players', { nick: '$1' }), ['may break unique-added']],
    ['another column', updating('players', { team: '$1' }), []],
  ])('judges who writes %s', (_, verdict, expected) => {
    expect(said([added], unchanged(verdict), fresh)).toEqual(expected);
  });

  it('counts NULLs where they are not distinct', () => {
    const strict = { ...nicks, nullsNotDistinct: true };
    const change_ = change({ kind: 'index-changed', relation: league('players'), before: nicks, after: strict });
    const { before, after } = states([nicks], [strict]);
    const told = (...rows: Parameters<typeof inserting>[2]) =>
      said([change_], unchanged(inserting('players', after, rows)), { before, after });
    expect(told({ team: '1' }, { team: '2' })).toEqual(['breaks unique-added']);
    expect(told({ team: '1' })).toEqual(['may break unique-added']);
    // What is no NULL had to differ before.
    expect(told({ nick: "'a'" })).toEqual([]);
    expect(told({ nick: '$1' })).toEqual(['may break unique-added']);
  });

  it('says nothing of a key that is no stricter than an old one', () => {
    const wider = index('wider', 'players', ['nick', 'team']);
    const also = change({ kind: 'index-added', relation: league('players'), after: wider });
    const writes = unchanged(inserting('players', fresh.after, [{ nick: '$1', team: '$2' }]));
    expect(said([also], writes, states([nicks], [nicks, wider]))).toEqual([]);
  });

  it('takes what the database makes anew for unique, and an index of a constraint for told', () => {
    const uids = change({ kind: 'index-added', relation: league('players'), after: index('uids', 'players', ['uid']) });
    const writes = unchanged(inserting('players', fresh.after, [{ nick: '$1' }]));
    expect(said([uids], writes, fresh)).toEqual([]);
    const key = constraint('nicks', 'players', 'unique', ['nick']);
    const both = [
      change({ kind: 'constraint-added', relation: league('players'), after: key }),
      change({ kind: 'index-added', relation: league('players'), after: { ...nicks, ofConstraint: true } }),
    ];
    expect(said(both, writes, fresh)).toEqual(['may break unique-added']);
  });

  it('keeps a perhaps for partial indexes and expressions', () => {
    const equal = unchanged(inserting('players', fresh.after, [{ nick: "'a'" }, { nick: "'a'" }]));
    const partial = { ...nicks, predicate: '(team > 1)' };
    expect(said([change({ kind: 'index-added', relation: league('players'), after: partial })], equal, fresh)).toEqual([
      'may break unique-added',
    ]);
    const lower = index('lower', 'players', [null]);
    expect(said([change({ kind: 'index-added', relation: league('players'), after: lower })], equal, fresh)).toEqual([
      'may break unique-added',
    ]);
  });

  it('leaves rows out without a word under DO NOTHING', () => {
    const arbiter = { constraint: null, columns: [] };
    const skips = unchanged(inserting('players', fresh.after, [{ nick: '$1' }], { arbiter }));
    const [finding] = findings([added], skips, fresh);
    expect(finding?.verdict).toBe('silent');
    expect(finding?.remedy.steps.at(-1)?.sql).toContain('CREATE UNIQUE INDEX CONCURRENTLY nicks');
  });
});
