import { FailureError } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { parseReportRequest, reportDestinations, type ReportRequest } from './report-destinations.js';

function asked(...texts: readonly string[]): readonly ReportRequest[] {
  return texts.flatMap((text) => parseReportRequest(text) ?? []);
}

describe('where reports go', () => {
  it('reads a format alone, or with a file that may have a = of its own', () => {
    expect(asked('text', 'sarif=out/a=b.sarif')).toEqual([
      { format: 'text', file: null },
      { format: 'sarif', file: 'out/a=b.sarif' },
    ]);
    expect(parseReportRequest('sarif=')).toBeNull();
    expect(parseReportRequest('html')).toBeNull();
    expect(parseReportRequest('toString')).toBeNull();
  });

  it('prints what names no file, and the text where nothing else is printed', () => {
    const both = asked('github', 'sarif=report.sarif', 'markdown=/ci/comment.md');
    expect(reportDestinations(both, null, '/league')).toEqual({
      stdout: 'github',
      files: [
        { format: 'markdown', path: '/ci/comment.md' },
        { format: 'sarif', path: '/league/report.sarif' },
      ],
    });
    expect(reportDestinations(asked('sarif=report.sarif'), null, '/league').stdout).toBe('text');
    expect(reportDestinations([], null, '/league')).toEqual({ stdout: 'text', files: [] });
  });

  it('puts what names no file into the folder, under a fixed name', () => {
    expect(reportDestinations(asked('sarif', 'junit', 'json=here.json'), 'reports', '/league')).toEqual({
      stdout: 'text',
      files: [
        { format: 'json', path: '/league/here.json' },
        { format: 'junit', path: '/league/reports/junit.xml' },
        { format: 'sarif', path: '/league/reports/report.sarif' },
      ],
    });
  });

  it('refuses two formats on one stdout, and two in one file', () => {
    expect(() => reportDestinations(asked('text', 'json'), null, '/league')).toThrow(FailureError);
    expect(() => reportDestinations(asked('json=a', 'sarif=./a'), null, '/league')).toThrow(FailureError);
    expect(() => reportDestinations(asked('text', 'text'), null, '/league')).not.toThrow();
  });
});
