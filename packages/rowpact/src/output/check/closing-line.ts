import { byCodeUnit, type ImpactFinding, type Report, type Verdict } from '@rowpact/model';
import { count } from '../count.js';
import { severity } from './finding-groups.js';
import { countPlaces } from './places.js';
import { sortedFindings, unseenCount } from './sorted-findings.js';

/** How a check came out, in one line. */
export interface ClosingLine {
  readonly state: 'refused' | 'passed' | 'doubtful' | 'failed';
  readonly text: string;
}

/** It says "nobody breaks" only where everybody could be looked at and nobody had to take a responsibility. */
export function closingLine(report: Report): ClosingLine {
  const { failures, findings, checks = [] } = report;
  if (failures.length > 0)
    return { state: 'failed', text: `could not check: ${count(failures.length, 'error')}, so nobody knows who breaks` };
  const { failing, warnings, accepted } = sortedFindings(report);
  const others = findings.filter(({ kind }) => kind !== 'impact').length;
  if (failing.length + others > 0) return { state: 'refused', text: `refused: ${refusal(failing, others)}` };
  if (checks.length === 0) return { state: 'doubtful', text: 'no producer was checked' };
  const unseen = unseenCount(report);
  const doubts = [
    ...(unseen > 0 ? [`${count(unseen, 'thing')} could not be looked at, so nobody knows who breaks there`] : []),
    ...acceptances(accepted),
    ...(warnings.length > 0 ? [count(warnings.length, 'warning')] : []),
  ];
  if (doubts.length > 0) return { state: 'doubtful', text: `passed: ${doubts.join('; ')}` };
  return { state: 'passed', text: `nobody breaks: ${lookedAt(report)}` };
}

function acceptances(accepted: readonly ImpactFinding[]): readonly string[] {
  const overridden = accepted.filter((finding) => finding.accepted?.how === 'override').length;
  const others = accepted.length - overridden;
  return [
    ...(overridden > 0 ? [`${count(overridden, 'finding')} overridden`] : []),
    ...(others > 0 ? [`${count(others, 'finding')} accepted`] : []),
  ];
}

function lookedAt({ checks = [] }: Report): string {
  const changes = checks.reduce((sum, one) => sum + one.changes.length, 0);
  const consumers = checks.flatMap((one) => one.consumers);
  const statements = consumers.reduce((sum, one) => sum + (one.statements ?? 0), 0);
  if (changes === 0) return 'nothing changes';
  return `${count(changes, 'change')}, ${count(statements, 'statement')} of ${count(consumers.length, 'consumer')} looked at`;
}

const DOES: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  breaks: ['breaks', 'break'],
  'may break': ['may break', 'may break'],
  unknown: ['could not be looked at', 'could not be looked at'],
  silent: ['gets other results', 'get other results'],
  'types only': ['fails its type-check', 'fail their type-check'],
  safe: ['is safe', 'are safe'],
};

/** Every consumer stands under the worst that happens to it. */
function refusal(failing: readonly ImpactFinding[], others: number): string {
  const worst = new Map<string, Verdict>();
  for (const { consumer, verdict } of failing) {
    if (consumer === null) continue;
    const known = worst.get(consumer);
    if (known === undefined || severity(verdict) < severity(known)) worst.set(consumer, verdict);
  }
  const verdicts = [...new Set(worst.values())].sort((left, right) => severity(left) - severity(right));
  const people = verdicts.map((verdict, index) => {
    const names = [...worst].filter(([, own]) => own === verdict).map(([name]) => name);
    const places = countPlaces(failing.filter((one) => one.verdict === verdict && names.includes(one.consumer ?? '')));
    const who = index === 0 ? count(names.length, 'consumer') : String(names.length);
    return `${who} ${DOES[verdict][names.length === 1 ? 0 : 1]}${verdict === 'unknown' ? '' : ` (${count(places, 'place')})`}`;
  });
  return [...people, ...producersOwn(failing), ...(others > 0 ? [count(others, 'other finding')] : [])].join(', ');
}

function producersOwn(failing: readonly ImpactFinding[]): readonly string[] {
  const own = failing.filter(({ consumer }) => consumer === null);
  const producers = [...new Set(own.map(({ producer }) => producer))].sort(byCodeUnit);
  return producers.map((name) => {
    return `${count(own.filter(({ producer }) => producer === name).length, 'thing')} for ${name} itself to mend`;
  });
}
