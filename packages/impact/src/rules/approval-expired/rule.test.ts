import { describe, expect, it } from 'vitest';
import { approvalExpired, approverNotAllowed } from './rule.js';

const approval = {
  ...{ fingerprint: '0123456789abcdef', hazard: 'column-dropped', by: 'Ana', why: 'x', expires: '2027-01-01' },
  location: { file: 'lifecycle.yaml', line: 9, column: 5 },
};

describe('an approval that does not hold', () => {
  it('says which day was its last', () => {
    expect(approvalExpired(approval, 'basketball-api', true)).toMatchObject({
      level: 'error',
      sentence: 'the approval of column-dropped 0123456789abcdef by Ana ended on 2027-01-01',
    });
    expect(approvalExpired(approval, 'basketball-api', false).level).toBe('warning');
  });

  it('says who may approve', () => {
    const finding = approverNotAllowed(approval, 'basketball-api', true, ['@westside/data', 'Bo']);
    expect(finding.sentence).toBe(
      'Ana may not approve, so the approval of column-dropped 0123456789abcdef does not hold',
    );
    expect(finding.why).toContain('@westside/data and Bo');
  });
});
