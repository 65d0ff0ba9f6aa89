import {
  type CheckReport,
  type ImpactFinding,
  type Location,
  type Remedy,
  type Verdict,
  VERDICTS,
} from '@rowpact/model';
import { byPlace } from './places.js';

/** Everything that one change does, or one trouble that is about no change: what people read in one go. */
export interface FindingGroup {
  /** The change in words; null for what is about none. */
  readonly change: string | null;
  /** The worst in it. */
  readonly verdict: Verdict;
  /** Where the change is made. */
  readonly made: readonly Location[];
  readonly parts: readonly FindingPart[];
  /** Each way once, however many findings name it. */
  readonly remedies: readonly Remedy[];
}

/** Findings that one sentence tells: the same rule, consumer and trouble, at one place or many. */
export interface FindingPart {
  readonly sentence: string;
  readonly rule: string;
  readonly consumer: string | null;
  readonly verdict: Verdict;
  readonly why: string;
  readonly findings: readonly ImpactFinding[];
}

/** Findings by the change that causes them: the worst change first, then in the order in which the changes are made. */
export function findingGroups(findings: readonly ImpactFinding[], check: CheckReport): readonly FindingGroup[] {
  const byChange = new Map<string, ImpactFinding[]>();
  for (const finding of findings) {
    const change = changeOf(finding, check);
    const key = change === null ? `rule ${finding.rule}` : `change ${change}`;
    byChange.set(key, [...(byChange.get(key) ?? []), finding]);
  }
  const order = new Map(check.changes.map(({ sentence }, index) => [sentence, index]));
  const rank = ({ change }: FindingGroup): number => (change === null ? -1 : (order.get(change) ?? order.size));
  return [...byChange.values()]
    .map((members) => groupOf(members, check))
    .sort((left, right) => severity(left.verdict) - severity(right.verdict) || rank(left) - rank(right));
}

/** Smaller is worse. */
export function severity(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

/** What the producer must do about an object that a change takes away belongs to that change. */
function changeOf({ change, subject }: ImpactFinding, { changes }: CheckReport): string | null {
  if (change !== null || subject === null) return change;
  return changes.find((one) => one.subject === subject)?.sentence ?? null;
}

function groupOf(members: readonly ImpactFinding[], check: CheckReport): FindingGroup {
  const parts = partsOf(members);
  const change = members[0] === undefined ? null : changeOf(members[0], check);
  return {
    change,
    verdict: parts[0]?.verdict ?? 'unknown',
    made: distinct(members.flatMap(({ migration }) => (migration === null ? [] : [migration]))).sort(byPlace),
    parts,
    remedies: distinct(parts.flatMap(({ findings }) => findings.map(({ remedy }) => remedy))),
  };
}

function partsOf(members: readonly ImpactFinding[]): readonly FindingPart[] {
  const bySentence = new Map<string, ImpactFinding[]>();
  for (const finding of members) {
    const key = JSON.stringify([finding.rule, finding.sentence, finding.verdict]);
    bySentence.set(key, [...(bySentence.get(key) ?? []), finding]);
  }
  return [...bySentence.values()]
    .flatMap((findings): readonly FindingPart[] => {
      const [first] = findings;
      if (first === undefined) return [];
      const { sentence, rule, consumer, verdict, why } = first;
      const sorted = [...findings].sort((left, right) => byPlace(left.location, right.location));
      return [{ sentence, rule, consumer, verdict, why, findings: sorted }];
    })
    .sort((left, right) => severity(left.verdict) - severity(right.verdict));
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
