import { describe, expect, it } from 'vitest';
import { approvalUnused } from './rule.js';

const approval = {
  ...{ fingerprint: '0123456789abcdef', hazard: 'column-dropped', by: 'Ana', why: 'x', expires: '2027-01-01' },
  location: { file: 'lifecycle.yaml', line: 9, column: 5 },
};

describe('an approval that accepts nothing', () => {
  it('points at itself, and names the hazard that is meant', () => {
    expect(approvalUnused(approval, 'basketball-api', true, null)).toMatchObject({
      level: 'error',
      location: approval.location,
      sentence: 'the approval of column-dropped 0123456789abcdef accepts nothing: there is no such finding',
    });
    const elsewhere = approvalUnused(approval, 'basketball-api', false, 'column-renamed');
    expect(elsewhere.level).toBe('warning');
    expect(elsewhere.remedy.summary).toContain('column-renamed');
  });
});
