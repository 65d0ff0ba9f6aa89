import type { PolicyDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { access, change, column, league, relation, state, taken } from '../../testing/questions.js';
import { findings, said, type Answers } from '../../testing/said.js';
import { detail, plpgsql, policy } from '../../testing/schema-parts.js';
import { APP, deleting, inserting, reading, unchanged, updating } from '../../testing/written-statements.js';

const columns = [column('id'), column('score', { nullable: false, default: '0' })];

function schema(rowSecurity: boolean, policies: readonly PolicyDetail[] = []) {
  const relations = [relation('players', columns), relation('names', [column('id')], { kind: 'view' })];
  return state(relations, {
    details: {
      roles: [APP],
      policies,
      relations: [detail('players', { rowSecurity }), detail('names', { oid: 901 })],
      routines: [plpgsql('public.tops()', 'SELECT id FROM players', { language: 'sql' })],
    },
  });
}

const enabled = change({ kind: 'row-security-changed', relation: league('players'), enabled: true, forced: false });
const before = schema(false);
const closed = { before, after: schema(true), consumer: { role: 'app' } };

describe('row-security', () => {
  it.each([
    ['reads', reading('players', 'id'), ['silent row-security']],
    ['inserts', inserting('players', before, [{ id: '1' }]), ['breaks row-security']],
    ['updates', updating('players', { score: '1' }), ['silent row-security']],
    ['deletes', deleting('players'), ['silent row-security']],
  ])('without a policy: who %s', (_, verdict, expected) => {
    expect(said([enabled], unchanged(verdict, 'something with players'), closed)).toEqual(expected);
  });

  it('says nothing where a policy lets everything through', () => {
    const all = policy('all', 'players', { using: 'true' });
    const made = change({ kind: 'policy-added', relation: league('players'), after: all });
    const open = { ...closed, after: schema(true, [all]) };
    for (const verdict of [reading('players', 'id'), inserting('players', before, [{ id: '1' }]), deleting('players')])
      expect(said([enabled, made], unchanged(verdict), open)).toEqual([]);
  });

  it('has constants evaluated against a policy, and tells enabling and policy once', () => {
    const scorers = policy('scorers', 'players', { using: 'true', check: '(score > 5)' });
    const made = change({ kind: 'policy-added', relation: league('players'), after: scorers });
    const states = { ...closed, after: schema(true, [scorers]) };
    const answers: Answers = ({ score }) => (Number(score) > 5 ? 'holds' : 'fails');
    const told = (verdict: ReturnType<typeof updating>) => said([enabled, made], unchanged(verdict), states, answers);
    expect(told(inserting('players', before, [{ score: '9' }]))).toEqual([]);
    expect(told(inserting('players', before, [{ score: '1' }]))).toEqual(['breaks row-security']);
    expect(told(inserting('players', before, [{ id: '1' }]))).toEqual(['breaks row-security']);
    expect(told(inserting('players', before, [{ score: '$1' }]))).toEqual(['may break row-security']);
    expect(told(updating('players', { id: '1' }))).toEqual(['may break row-security']);
    expect(told(deleting('players'))).toEqual([]);
  });

  it('warns where more rows are shown', () => {
    const disabled = { ...enabled, enabled: false };
    expect(
      said([disabled], unchanged(reading('players', 'id')), { ...closed, before: schema(true), after: before }),
    ).toEqual(['silent row-security (warning)']);
  });

  it('reaches through functions of the caller, not through views of the owner', () => {
    const through = taken([
      access('names', { read: ['id'] }),
      access('players', { read: ['id'], through: [league('names')] }),
    ]);
    expect(said([enabled], unchanged(through), closed)).toEqual([]);
    const calls = taken([], { functions: ['public.tops()'] });
    expect(said([enabled], unchanged(calls, 'SELECT * FROM tops()'), closed)).toEqual(['silent row-security']);
  });

  it('assumes an ordinary role where nobody named one', () => {
    const unknown = { before, after: schema(true) };
    const [finding] = findings([enabled], unchanged(inserting('players', before, [{ id: '1' }])), unknown);
    expect(finding?.verdict).toBe('may break');
    expect(finding?.remedy.steps[0]?.sql).toBe(
      'CREATE POLICY public_insert ON players FOR INSERT TO PUBLIC WITH CHECK (true);',
    );
  });

  it('does not read rows where a name stands in a string', () => {
    const names = taken([access('players')]);
    expect(said([enabled], unchanged(names, "SELECT 'players'::regclass"), closed)).toEqual([]);
    expect(said([enabled], unchanged(names, 'SELECT count(*) FROM players'), closed)).toEqual(['silent row-security']);
  });
});
