import type { Privilege } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { access, change, column, consumer, league, question, relation, state, taken } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { detail, plpgsql, sequence } from '../../testing/schema-parts.js';
import {
  APP,
  deleting,
  inserting,
  reading,
  refusedSince,
  unchanged,
  updating,
} from '../../testing/written-statements.js';
import { privilegeRevoked } from './rule.js';

const GRANTED: readonly Privilege[] = [{ grantee: 'app', privilege: 'SELECT' }];
const relations = [relation('players', [column('id', { default: "nextval('numbers'::regclass)" }), column('name')])];

function schema(privileges: readonly Privilege[], onSequence: readonly Privilege[] = []) {
  return state(relations, {
    details: {
      roles: [APP],
      relations: [detail('players', { privileges })],
      sequences: [sequence('numbers', null, { privileges: onSequence })],
      routines: [plpgsql('public.tops()', 'SELECT name FROM players', { language: 'sql' })],
    },
  });
}

const states = { before: schema(GRANTED), after: schema([]) };

function revoked(privilege: string, grantee = 'app', on: 'relation' | 'sequence' = 'relation') {
  return change({
    kind: 'privilege-revoked',
    on,
    object: league(on === 'relation' ? 'players' : 'numbers'),
    grantee,
    privilege,
    columns: null,
  });
}

const asApp = { ...states, consumer: { role: 'app' } };
const denied = (before: ReturnType<typeof reading>) =>
  refusedSince(before, '42501', 'permission denied for table players');

describe('privilege-revoked', () => {
  it('takes PostgreSQL’s word where the role is known, once for all rights that went', () => {
    const both = [revoked('UPDATE'), revoked('SELECT')];
    const told = findings(both, denied(reading('players', 'name')), asApp);
    expect(told.map(({ verdict, rule }) => `${verdict} ${rule}`)).toEqual(['breaks privilege-revoked']);
    expect(told[0]?.remedy.steps[0]?.sql).toBe('GRANT SELECT ON public.players TO app;');
    expect(said(both, unchanged(reading('players', 'name')), asApp)).toEqual([]);
  });

  it('blames what was made anew without its grants', () => {
    const replaced = change({
      kind: 'relation-replaced',
      relation: league('players'),
      before: 'view',
      after: 'view',
      renamedTo: null,
    });
    const refused = denied(reading('players', 'name'));
    const about = consumer([refused], { role: 'app' });
    const at = { ...refused, consumer: about, question: question({ ...states, changes: [replaced] }) };
    expect(privilegeRevoked.judge?.(replaced, at)?.remedy.steps[0]?.sql).toBe('GRANT SELECT ON players TO app;');
  });

  it('knows what nextval needs, which is asked only when the statement runs', () => {
    const after = schema(GRANTED);
    const leavesOut = unchanged(inserting('players', after, [{ name: '$1' }]));
    const made = revoked('USAGE', 'app', 'sequence');
    expect(said([made], leavesOut, { ...asApp, before: after, after })).toEqual(['breaks privilege-revoked']);
    const lists = unchanged(inserting('players', after, [{ id: '1' }]));
    expect(said([made], lists, { ...asApp, before: after, after })).toEqual([]);
    const still = schema(GRANTED, [{ grantee: 'PUBLIC', privilege: 'USAGE' }]);
    expect(said([made], leavesOut, { ...asApp, before: still, after: still })).toEqual([]);
  });

  it('sees functions that act as who calls them', () => {
    const calls = unchanged(taken([], { functions: ['public.tops()'] }), 'SELECT * FROM tops()');
    expect(said([revoked('SELECT')], calls, asApp)).toEqual(['may break privilege-revoked']);
    expect(said([revoked('UPDATE')], calls, asApp)).toEqual([]);
  });

  describe('of a role that nobody named', () => {
    it('says what everybody loses of the statements that need it', () => {
      const made = revoked('SELECT', 'PUBLIC');
      expect(said([made], unchanged(reading('players', 'name')), states)).toEqual(['may break privilege-revoked']);
      expect(said([made], unchanged(deleting('players')), states)).toEqual([]);
    });

    it('does not know what another role loses, once per consumer that would need it', () => {
      const made = revoked('DELETE');
      const [finding, ...others] = findings([made], unchanged(deleting('players')), states);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ verdict: 'unknown', level: 'warning' });
      expect(finding?.remedy.steps[0]?.what).toContain('consumers/westside-contracts.yaml');
      expect(said([made], unchanged(reading('players', 'name')), states)).toEqual([]);
    });
  });

  it('believes a role’s name where the database has no such role', () => {
    const made = revoked('UPDATE', 'westside');
    const update = unchanged(updating('players', { name: '$1' }));
    expect(said([made], update, { ...states, consumer: { role: 'westside' } })).toEqual([
      'may break privilege-revoked',
    ]);
    expect(said([made], update, { ...states, consumer: { role: 'coach' } })).toEqual([]);
  });

  it('minds columns and locks', () => {
    const of = { ...revoked('SELECT', 'PUBLIC'), columns: ['name'] };
    expect(said([of], unchanged(reading('players', 'id')), states)).toEqual([]);
    expect(said([of], unchanged(taken([access('players', { exposed: ['name'] })])), states)).toEqual([
      'may break privilege-revoked',
    ]);
    const locks = unchanged(reading('players', 'id'), 'SELECT id FROM players FOR UPDATE');
    expect(said([revoked('UPDATE', 'PUBLIC')], locks, states)).toEqual(['may break privilege-revoked']);
  });
});
