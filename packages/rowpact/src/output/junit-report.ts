import type { CheckReport, Report } from '@rowpact/model';
import { locationText } from './failure-text.js';
import { type Problem, problemsOf, relatedText } from './problem.js';
import { visibleText } from './visible.js';

/** JUnit XML: a suite per producer, a test per consumer that stays whole, and one per finding. */
export function junitReport(report: Report): string {
  const problems = problemsOf(report);
  const checks = report.checks ?? [];
  const suites = checks.map((check) => suiteOf(check, problems.filter(isOf(check))));
  const rest = problems.filter((problem) => !checks.some((check) => isOf(check)(problem)));
  const other = rest.length > 0 || suites.length === 0 ? [suite(`rowpact ${report.command}`, rest.map(testOf))] : [];
  const all = [...suites, ...other];
  const sums = sumsOf(all.flatMap(({ tests }) => tests));
  const body = all.map(({ xml }) => xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rowpact"${sums}>\n${body}</testsuites>\n`;
}

interface Suite {
  readonly xml: string;
  readonly tests: readonly Test[];
}

interface Test {
  readonly outcome: 'passed' | 'failures' | 'errors' | 'skipped';
  readonly name: string;
  readonly file: string | null;
  /** What stands inside of the test. */
  readonly inside: (suiteName: string) => string;
}

function isOf(check: CheckReport): (problem: Problem) => boolean {
  return ({ impact }) => impact?.producer === check.producer;
}

function suiteOf(check: CheckReport, problems: readonly Problem[]): Suite {
  const hurt = new Set(problems.filter(({ level }) => level !== 'note').map(({ impact }) => impact?.consumer ?? null));
  const whole = check.consumers.filter(({ name }) => !hurt.has(name));
  const passed = whole.map(({ name, statements }): Test => {
    if (statements === null) return unseen(name);
    return { outcome: 'passed', name: `${name} works after ${check.head}`, file: null, inside: () => '' };
  });
  return suite(check.producer, [...problems.map(testOf), ...passed]);
}

/** A consumer without a record is no test that passed, whatever the policy calls it. */
function unseen(name: string): Test {
  const inside = (): string => '      <skipped message="nobody could look at it"/>\n';
  return { outcome: 'skipped', name, file: null, inside };
}

function suite(name: string, tests: readonly Test[]): Suite {
  // A suite without tests reads as a mistake of whoever set it up.
  const shown =
    tests.length > 0 ? tests : [{ outcome: 'passed', name: 'nothing to do', file: null, inside: () => '' } as const];
  const cases = shown.map((test) => testcase(name, test)).join('');
  return { xml: `  <testsuite name="${xml(name)}"${sumsOf(shown)}>\n${cases}  </testsuite>\n`, tests: shown };
}

function testcase(suiteName: string, { name, file, inside }: Test): string {
  const place = file === null ? '' : ` file="${xml(file)}"`;
  const begin = `    <testcase classname="${xml(suiteName)}" name="${xml(name)}"${place}`;
  const body = inside(suiteName);
  return body === '' ? `${begin}/>\n` : `${begin}>\n${body}    </testcase>\n`;
}

function fails({ level, accepted }: Problem): boolean {
  return accepted === null && (level === 'error' || level === 'failure');
}

function testOf(problem: Problem): Test {
  const { sentence, location, level, accepted, rule } = problem;
  const base = { name: sentence, file: location?.file ?? null };
  if (accepted !== null)
    return { ...base, outcome: 'skipped', inside: () => `      <skipped message="${xml(accepted)}"/>\n` };
  const text = xml(textOf(problem));
  if (!fails(problem))
    return { ...base, outcome: 'passed', inside: () => `      <system-out>${xml(level)}: ${text}</system-out>\n` };
  const [outcome, tag] = level === 'failure' ? (['errors', 'error'] as const) : (['failures', 'failure'] as const);
  return {
    ...base,
    outcome,
    inside: () => `      <${tag} type="${xml(rule)}" message="${xml(sentence)}">${text}</${tag}>\n`,
  };
}

function textOf({ sentence, more, location, related }: Problem): string {
  return [sentence, ...(location === null ? [] : [locationText(location)]), ...more, ...related.map(relatedText)].join(
    '\n',
  );
}

function sumsOf(tests: readonly Test[]): string {
  const of = (outcome: Test['outcome']): number => tests.filter((test) => test.outcome === outcome).length;
  return ` tests="${tests.length}" failures="${of('failures')}" errors="${of('errors')}" skipped="${of('skipped')}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, which has no place at all for most control characters, halves of pairs and U+FFFE. */
function xml(text: string): string {
  return visibleText(text, true)
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? character);
}
