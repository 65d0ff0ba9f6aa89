import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { REPORTS } from '../testing/check-reports.js';
import { checkOf, impact } from '../testing/incident-report.js';
import { MARKER, markdownReport } from './markdown-report.js';

const CASES = Object.entries(REPORTS);

describe('a comment on a pull request', () => {
  it.each(CASES)('begins with its marker, and has it once, whatever the names are: %s', (_name, report) => {
    const comment = markdownReport(report);
    expect(comment.startsWith(`${MARKER}\n`)).toBe(true);
    expect(comment.split('<!--')).toHaveLength(2);
  });

  it.each(CASES)('closes what it opens: %s', (_name, report) => {
    const comment = markdownReport(report);
    expect(comment.split('<details>').length).toBe(comment.split('</details>').length);
  });

  it.each(CASES)('mentions nobody, links nothing and runs no HTML that only stands in a name: %s', (_name, report) => {
    const html = micromark(markdownReport(report), { allowDangerousHtml: true });
    const outside = html.replace(/<code[^>]*>[^<]*<\/code>/gu, '');
    expect(outside).not.toMatch(/@\w|<a |:\/\/|<em>|#\d/u);
    const tags = [...html.matchAll(/<(?!\/)([a-z1-6]+)/gu)].map(([, tag = '']) => tag);
    const own = ['p', 'h3', 'h4', 'strong', 'ul', 'ol', 'li', 'code', 'pre', 'details', 'summary'];
    expect(tags.filter((tag) => !own.includes(tag))).toEqual([]);
  });

  it('has room for a comment however much is found, closes what it opens, and says that something is left out', () => {
    const names = Array.from({ length: 400 }, (_, index) => `table_${index}.${'x'.repeat(200)}`);
    const findings = names.map((name, index) =>
      impact({
        change: `${name} is dropped`,
        subject: name,
        sentence: `somebody reads ${name}`,
        fingerprint: String(index),
      }),
    );
    const comment = markdownReport(checkOf(findings));
    expect(comment.length).toBeLessThanOrEqual(65_000);
    expect(comment.length).toBeGreaterThan(50_000);
    expect(comment).toMatch(/\d+ sections left out/u);
    expect(comment).toContain('Every registered consumer was looked at');
    expect(comment.split('<details>').length).toBe(comment.split('</details>').length);
  });

  it('stays that short with one change whose every text is enormous', () => {
    const huge = 'y'.repeat(100_000);
    const findings = Array.from({ length: 50 }, (_, index) =>
      impact({
        sentence: `${index} ${huge}`,
        change: huge,
        location: { file: huge, line: index },
        why: huge,
        fingerprint: String(index),
      }),
    );
    expect(markdownReport(checkOf(findings, { base: huge })).length).toBeLessThanOrEqual(65_000);
  });
});
