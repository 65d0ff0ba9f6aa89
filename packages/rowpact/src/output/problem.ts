import { type Failure, failsTheCommand, type Finding, type ImpactFinding, type Location, sha256 } from '@rowpact/model';
import { severity } from './check/finding-groups.js';
import { describeFinding } from './described-finding.js';
import { locationText } from './failure-text.js';

/** A finding or a failure in the form that machines show beside a line of code. */
export interface Problem {
  readonly rule: string;
  /** `failure`: the command could not do its work. */
  readonly level: 'failure' | 'error' | 'warning' | 'note';
  readonly impact: ImpactFinding | null;
  readonly sentence: string;
  /** What else a person needs: why, PostgreSQL's words, what to do. One line each. */
  readonly more: readonly string[];
  readonly location: Location | null;
  readonly endLine: number | null;
  readonly related: readonly RelatedPlace[];
  /** Stays the same where lines move; no two problems of a report have the same. */
  readonly fingerprint: string;
  /** Who took the responsibility; null where nobody did. */
  readonly accepted: string | null;
}

export interface RelatedPlace {
  readonly label: string;
  readonly location: Location;
}

/** Everything that a report says is wrong, what ends the command first, then the worst. */
export function problemsOf({
  findings,
  failures,
}: {
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}): readonly Problem[] {
  const found = findings.map((finding) => (finding.kind === 'impact' ? ofImpact(finding) : ofOther(finding)));
  const sorted = found
    .map((problem, index) => ({ problem, index }))
    .sort((left, right) => rank(left.problem) - rank(right.problem) || left.index - right.index)
    .map(({ problem }) => problem);
  return withOwnFingerprints([...failures.map(ofFailure), ...sorted]);
}

const LEVELS: readonly Problem['level'][] = ['failure', 'error', 'warning', 'note'];

function rank({ level, impact, accepted }: Problem): number {
  const worst = impact === null ? 0 : severity(impact.verdict);
  return (accepted === null ? 0 : 1000) + LEVELS.indexOf(level) * 100 + worst;
}

function ofImpact(finding: ImpactFinding): Problem {
  const { rule, level, sentence, why, refusal, remedy, change, migration, evidence, accepted } = finding;
  const related = [
    ...(migration === null ? [] : [{ label: change ?? 'the change', location: migration }]),
    ...evidence.map(({ location, access }) => ({ label: EVIDENCE[access] ?? 'used here too', location })),
  ];
  return {
    rule,
    level: failsTheCommand({ ...finding, accepted: null }) ? 'error' : level,
    impact: finding,
    sentence,
    more: [
      ...(refusal === null ? [] : [`PostgreSQL says: ${refusal.message} (SQLSTATE ${refusal.sqlstate})`]),
      why,
      `The safe way: ${remedy.summary}`,
    ],
    location: finding.location,
    endLine: null,
    related,
    fingerprint: finding.fingerprint,
    accepted: accepted === null ? null : acceptance(accepted),
  };
}

const EVIDENCE: Partial<Record<string, string>> = {
  wildcard: 'the statement that selects the rows with *',
  'row read': 'read from a row here',
  'row escapes': 'the row is passed on here',
  declared: 'declared here',
  typed: 'in a type here',
};

function acceptance({ how, by, why, until }: NonNullable<ImpactFinding['accepted']>): string {
  return `${how} by ${by}${until === null ? '' : ` until ${until}`}: ${why}`;
}

function ofOther(finding: Exclude<Finding, ImpactFinding>): Problem {
  const base = { rule: finding.kind, level: 'error', impact: null, accepted: null } as const;
  if (finding.kind === 'stale-file') {
    const sentence = `${finding.file} ${STALE[finding.change]}`;
    const location = { file: finding.file };
    const fingerprint = fingerprintOf(finding.kind, sentence);
    return { ...base, sentence, more: [], location, endLine: null, related: [], fingerprint };
  }
  const { sentence, places, next } = describeFinding(finding);
  const [first, ...rest] = places;
  return {
    ...base,
    sentence,
    more: [`Next: ${next}`],
    location: first?.location ?? null,
    endLine: first?.endLine ?? null,
    related: rest.map(({ label, note, location }) => ({ label: [label, note ?? ''].join(' ').trim(), location })),
    fingerprint: fingerprintOf(finding.kind, sentence, first?.location.file ?? ''),
  };
}

const STALE = {
  create: 'is missing',
  update: 'is out of date',
  delete: 'should not be there any more',
} as const;

function ofFailure({ code, message, hint, location, sql }: Failure): Problem {
  return {
    rule: code,
    level: 'failure',
    impact: null,
    sentence: message,
    more: [
      ...(sql === undefined ? [] : [`PostgreSQL says: ${sql.message} (SQLSTATE ${sql.sqlstate})`]),
      `Next: ${hint}`,
    ],
    location: location ?? null,
    endLine: null,
    related: [],
    fingerprint: fingerprintOf(code, message, location === undefined ? '' : location.file),
    accepted: null,
  };
}

function fingerprintOf(...parts: readonly string[]): string {
  return sha256('problem', ...parts).slice(0, 16);
}

/** The same trouble at several places of a file: the second is told apart by its number, not by its line. */
function withOwnFingerprints(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const before = seen.get(problem.fingerprint) ?? 0;
    seen.set(problem.fingerprint, before + 1);
    return before === 0 ? problem : { ...problem, fingerprint: fingerprintOf(problem.fingerprint, String(before)) };
  });
}

/** A related place in one line. */
export function relatedText({ label, location }: RelatedPlace): string {
  return `${label === '' ? '' : `${label}: `}${locationText(location)}`;
}
