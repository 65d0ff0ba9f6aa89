import type { Report } from '@rowpact/model';
import Draft04Ajv from 'ajv-draft-04';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { githubAnnotations } from './annotations/github-annotations.js';
import { renderedReport } from './rendered-report.js';
import { REPORT_FILES, REPORT_FORMATS } from './report-format.js';
import { sarifReport } from './sarif/sarif-report.js';
import { REPORTS } from './testing/check-reports.js';
import { expectGolden } from './testing/golden.js';
import { elementsOf } from './testing/xml.js';

const CASES = Object.entries(REPORTS);

describe.each(REPORT_FORMATS.filter((format) => format !== 'text'))('a report as %s', (format) => {
  it.each(CASES)('is as it was looked at: %s', async (name, report) => {
    await expectGolden(name, REPORT_FILES[format], withoutVersion(renderedReport(format, report, true)));
  });
});

function withoutVersion(text: string): string {
  return text.replace(/"semanticVersion": "[^"]+"/u, '"semanticVersion": "<ours>"');
}

interface SarifRun {
  readonly results: readonly { readonly suppressions?: unknown; readonly level: string }[];
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
  readonly tool: { readonly driver: { readonly rules: readonly { readonly helpUri?: string }[] } };
}

function runOf(report: Report, homepage: string | null = null): SarifRun {
  const log = JSON.parse(sarifReport(report, { version: '1.0.0', homepage })) as {
    readonly runs: readonly SarifRun[];
  };
  const [run] = log.runs;
  if (run === undefined) throw new TypeError('a log without a run');
  return run;
}

describe('SARIF', async () => {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(await readFile(path, 'utf8')) as object;
  // The formats of addresses and times are checked by the default export of a CommonJS module.
  const Ajv = Draft04Ajv as unknown as typeof Draft04Ajv.default;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  (await import('ajv-formats')).default.default(ajv);
  const validate = ajv.compile(schema);

  it.each(CASES)('is valid by the official schema: %s', (_name, report) => {
    const log: unknown = JSON.parse(sarifReport(report, { version: '1.0.0', homepage: 'https://rowpact.example/' }));
    validate(log);
    expect(validate.errors).toBeNull();
  });

  it('names our pages where they are published', () => {
    const [rule] = runOf(REPORTS.incident, 'https://rowpact.example/').tool.driver.rules;
    expect(rule?.helpUri).toBe('https://rowpact.example/packages/impact/src/rules/column-dropped/README.md');
  });

  it('suppresses what was accepted, and calls a run that could not look unsuccessful', () => {
    expect(runOf(REPORTS.overridden).results.every(({ suppressions }) => suppressions !== undefined)).toBe(true);
    expect(runOf(REPORTS['could-not']).invocations[0]?.executionSuccessful).toBe(false);
    expect(runOf(REPORTS.incident).invocations[0]?.executionSuccessful).toBe(true);
  });
});

describe('JUnit', () => {
  it.each(CASES)('is well-formed XML that counts what it has: %s', (_name, report) => {
    const elements = elementsOf(renderedReport('junit', report, true));
    const count = (name: string): number => elements.filter((element) => element.name === name).length;
    const root = elements[0]?.attributes;
    expect(root).toMatchObject({
      tests: String(count('testcase')),
      failures: String(count('failure')),
      errors: String(count('error')),
      skipped: String(count('skipped')),
    });
    expect(count('testcase')).toBeGreaterThan(0);
  });
});

describe('annotations for GitHub', () => {
  it.each(CASES)('are one command a line, with properties that are read back as they were: %s', (_name, report) => {
    const lines = githubAnnotations(report).split('\n').slice(0, -1);
    expect(lines).toHaveLength(report.findings.length + report.failures.length);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) [^:\n]*::[^\n]*$/u);
  });

  it('keep a file name with commas, colons and line breaks in one property', () => {
    const [line = ''] = githubAnnotations(REPORTS.hostile).split('\n');
    const file = /file=([^,]*),/u.exec(line)?.[1] ?? '';
    expect(decodeURIComponent(file.replace(/%(?![0-9A-F]{2})/gu, '%25'))).toBe(
      REPORTS.hostile.findings.map((finding) => ('location' in finding ? finding.location.file : ''))[0],
    );
  });
});

describe('code quality for GitLab', () => {
  it.each(CASES)('has for every issue what GitLab asks for, and no fingerprint twice: %s', (_name, report) => {
    const issues = JSON.parse(renderedReport('gitlab', report, true)) as readonly Record<string, unknown>[];
    for (const issue of issues)
      expect(issue).toMatchObject({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/u),
        severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/u),
        location: { path: expect.stringMatching(/^[^/]/u), lines: { begin: expect.any(Number) } },
      });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});
