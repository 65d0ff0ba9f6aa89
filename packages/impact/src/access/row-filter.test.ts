import type { PolicyDetail, RelationDetail, RoleDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { league, relation, state } from '../testing/questions.js';
import { detail, policy, role } from '../testing/schema-parts.js';
import { isSameFilter, rowFilter } from './row-filter.js';

const players = league('players');

function secured(
  policies: readonly PolicyDetail[],
  parts: Partial<RelationDetail> = {},
  roles: readonly RoleDetail[] = [role('app')],
) {
  const relations = [detail('players', { rowSecurity: true, ...parts })];
  return state([relation('players', [])], { details: { policies, relations, roles } });
}

const all = policy('all', 'players', { using: 'true' });
const own = policy('own', 'players', { using: '(owner = 1)', check: '(score > 0)' });

describe('rowFilter', () => {
  it('is open without row security, and closed without a policy', () => {
    expect(rowFilter(secured([], { rowSecurity: false }), players, 'app', 'select', 'using').kind).toBe('open');
    expect(rowFilter(secured([]), players, 'app', 'select', 'using').kind).toBe('closed');
    expect(
      rowFilter(
        secured([policy('reads', 'players', { command: 'select', using: 'true' })]),
        players,
        'app',
        'insert',
        'check',
      ).kind,
    ).toBe('closed');
  });

  it('is open for owners, superusers and who may pass by', () => {
    for (const one of [role('app', { superuser: true }), role('app', { bypassRowSecurity: true })])
      expect(rowFilter(secured([], {}, [one]), players, 'app', 'select', 'using').kind).toBe('open');
    expect(rowFilter(secured([], { owner: 'app' }), players, 'app', 'select', 'using').kind).toBe('open');
    const forced = secured([], { owner: 'app', forcedRowSecurity: true });
    expect(rowFilter(forced, players, 'app', 'select', 'using').kind).toBe('closed');
    const member = secured([], { owner: 'league' }, [role('app', { memberOf: ['league'] })]);
    expect(rowFilter(member, players, 'app', 'select', 'using').kind).toBe('open');
  });

  it('joins policies: one permissive is enough, every restrictive holds', () => {
    expect(rowFilter(secured([all, own]), players, 'app', 'select', 'using').kind).toBe('open');
    const restrictive = policy('active', 'players', { permissive: false, using: '(active)' });
    expect(rowFilter(secured([all, restrictive]), players, 'app', 'select', 'using')).toMatchObject({
      text: '(active)',
    });
    expect(rowFilter(secured([own, restrictive]), players, 'app', 'select', 'using')).toMatchObject({
      text: '((active)) AND ((owner = 1))',
    });
    expect(rowFilter(secured([restrictive]), players, 'app', 'select', 'using').kind).toBe('closed');
  });

  it('holds what is written against WITH CHECK, else against USING', () => {
    expect(rowFilter(secured([own]), players, 'app', 'insert', 'check')).toMatchObject({ text: '(score > 0)' });
    expect(rowFilter(secured([{ ...own, check: null }]), players, 'app', 'update', 'check')).toMatchObject({
      text: '(owner = 1)',
    });
  });

  it('takes the policies of the role, and is not sure of one that nobody named', () => {
    const coaches = { ...all, roles: ['coach'] };
    expect(rowFilter(secured([coaches]), players, 'app', 'select', 'using').kind).toBe('closed');
    expect(
      rowFilter(secured([coaches], {}, [role('app', { memberOf: ['coach'] })]), players, 'app', 'select', 'using').kind,
    ).toBe('open');
    expect(rowFilter(secured([coaches]), players, null, 'select', 'using')).toMatchObject({
      kind: 'filtered',
      certain: false,
    });
    expect(rowFilter(secured([all]), players, null, 'select', 'using').kind).toBe('open');
  });

  it('tells filters apart', () => {
    const one = rowFilter(secured([own]), players, 'app', 'select', 'using');
    expect(isSameFilter(one, rowFilter(secured([{ ...own, name: 'mine' }]), players, 'app', 'select', 'using'))).toBe(
      true,
    );
    expect(isSameFilter(one, rowFilter(secured([]), players, 'app', 'select', 'using'))).toBe(false);
  });
});
