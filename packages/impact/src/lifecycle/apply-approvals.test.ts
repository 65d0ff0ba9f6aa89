import type { Approval, ImpactFinding } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { applyApprovals, type Acceptance } from './index.js';
import { lifecycleFinding } from './lifecycle-finding.js';
import { FILE, TODAY } from './testing/league-lifecycle.js';

const finding = lifecycleFinding({
  rule: 'column-dropped',
  producer: 'basketball-api',
  verdict: 'unknown',
  subject: null,
  sentence: 'westside reads players.team_id, which migration 019 drops',
  location: { file: FILE },
  why: '',
  remedy: { summary: '', steps: [] },
});
const approval: Approval = {
  fingerprint: finding.fingerprint,
  hazard: 'column-dropped',
  by: 'Ana',
  why: 'the page is gone',
  expires: TODAY,
  location: { file: FILE, line: 9, column: 5 },
};

function apply(given: Partial<Acceptance>, findings: readonly ImpactFinding[] = [finding]): readonly string[] {
  const nothing = { approvals: [], approvalsBefore: [], baseline: [], override: null, approvers: [] };
  return applyApprovals(findings, {
    producer: 'basketball-api',
    ...nothing,
    today: TODAY,
    complete: true,
    ...given,
  }).map(
    ({ rule, level, accepted }) => `${rule} ${accepted ? `accepted by ${accepted.how} of ${accepted.by}` : level}`,
  );
}

describe('taking the responsibility', () => {
  it('accepts a finding by its fingerprint and its hazard, up to the last day', () => {
    expect(apply({ approvals: [approval] })).toEqual(['column-dropped accepted by approval of Ana']);
  });

  it('does not count for another hazard', () => {
    expect(apply({ approvals: [{ ...approval, hazard: 'column-renamed' }] })).toEqual([
      'column-dropped error',
      'approval-unused error',
    ]);
  });

  it('does not count after its last day, or by somebody who may not', () => {
    expect(apply({ approvals: [{ ...approval, expires: '2027-01-31' }] })).toEqual([
      'column-dropped error',
      'approval-expired error',
    ]);
    expect(apply({ approvals: [approval], approvers: ['@westside/data'] })).toEqual([
      'column-dropped error',
      'approval-expired error',
    ]);
    expect(apply({ approvals: [approval], approvers: ['Ana'] })).toEqual([
      'column-dropped accepted by approval of Ana',
    ]);
  });

  it('is a finding where it is new and accepts nothing, a warning where its work is done', () => {
    expect(apply({ approvals: [approval] }, [])).toEqual(['approval-unused error']);
    expect(apply({ approvals: [approval], approvalsBefore: [approval] }, [])).toEqual(['approval-unused warning']);
    expect(apply({ approvals: [approval], approvalsBefore: null }, [])).toEqual(['approval-unused warning']);
    expect(apply({ approvals: [{ ...approval, expires: '2026-01-01' }] }, [])).toEqual(['approval-expired warning']);
    expect(apply({ approvals: [approval], complete: false }, [])).toEqual([]);
  });

  it('takes what the baseline knows, by fingerprint and rule', () => {
    const { fingerprint } = finding;
    expect(apply({ baseline: [{ fingerprint, rule: 'column-dropped' }] })).toEqual([
      'column-dropped accepted by baseline of baseline.json',
    ]);
    expect(apply({ baseline: [{ fingerprint, rule: 'column-renamed' }] })).toEqual(['column-dropped error']);
  });

  it('accepts everything in an emergency, and says who declared it', () => {
    const override = { by: 'Bo', why: 'production is down' };
    const other = { ...finding, fingerprint: 'ffffffffffffffff' };
    const approvals = [approval, { ...approval, fingerprint: '0000000000000000' }];
    expect(apply({ override, approvals }, [finding, other])).toEqual([
      'column-dropped accepted by approval of Ana',
      'column-dropped accepted by override of Bo',
      'approval-unused accepted by override of Bo',
    ]);
  });
});
