import { describe, expect, it } from 'vitest';
import { paintFor } from '../style.js';
import { REPORTS } from '../testing/check-reports.js';
import { expectGolden } from '../testing/golden.js';
import { textReport } from '../text-report.js';

const plain = paintFor({ colour: false });

describe('a check for people', () => {
  it.each(Object.entries(REPORTS))('reads as it was looked at: %s', async (name, report) => {
    const { stdout, stderr } = textReport(report, true, plain, plain);
    await expectGolden(name, 'report.txt', stdout + stderr);
  });

  it('says "nobody breaks" only where everybody could be looked at', () => {
    const saying = Object.entries(REPORTS).filter(([, report]) => {
      const { stdout, stderr } = textReport(report, true, plain, plain);
      return (stdout + stderr).includes('nobody breaks');
    });
    expect(saying.map(([name]) => name)).toEqual(['nobody-breaks', 'nothing-pending']);
  });
});
