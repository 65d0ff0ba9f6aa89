import type { Report, Verdict } from '@rowpact/model';
import { type Problem, problemsOf } from '../problem.js';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

/** One entry of the report that GitLab shows in a merge request; see its documentation on code quality. */
interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}

/** The report for GitLab's widget. What has no place stands at the registry, since GitLab leaves out what has none. */
export function gitlabCodeQuality(report: Report): string {
  return `${JSON.stringify(problemsOf(report).map(issue), null, 2)}\n`;
}

function issue(problem: Problem): CodeQualityIssue {
  const { rule, sentence, more, location, endLine, fingerprint, accepted } = problem;
  const begin = location?.line ?? 1;
  return {
    description: [sentence, ...(accepted === null ? [] : [`Accepted: ${accepted}`]), ...more].join(' '),
    check_name: rule,
    fingerprint,
    severity: accepted === null ? severityOf(problem) : 'info',
    location: {
      path: location?.file ?? 'registry',
      lines: { begin, ...(endLine === null ? {} : { end: endLine }) },
    },
  };
}

const SEVERITIES: Readonly<Record<Verdict, Severity>> = {
  breaks: 'critical',
  'may break': 'major',
  unknown: 'major',
  silent: 'critical',
  'types only': 'minor',
  safe: 'info',
};

function severityOf({ level, impact }: Problem): Severity {
  if (level === 'failure') return 'blocker';
  if (level !== 'error') return level === 'warning' ? 'minor' : 'info';
  return impact === null ? 'major' : SEVERITIES[impact.verdict];
}
