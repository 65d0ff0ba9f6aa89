import { byCodeUnit, canonicalJson, type ConsumerUse, type Location } from '@rowpact/model';
import { columnUses, evidenceOf, type Evidence } from './use-evidence.js';

/** One way in which a consumer's use changed, as a line for people: `added  statement  SELECT p.* FROM players p …`. */
export interface UseChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly kind: Evidence['kind'] | 'use';
  /** The first line of a statement, `read players.team_id`, the detail of a blind, a file. */
  readonly what: string;
  /** Relative to the consumer's folder; where it was for what is gone. Null for the use of a column, which has many places. */
  readonly location: Location | null;
}

/**
 * Whether two records say the same but for places: code that moved or was set otherwise is not changed use, and neither is
 * the number of files looked into.
 */
export function sameUse(left: ConsumerUse, right: ConsumerUse): boolean {
  const keys = (use: ConsumerUse): readonly string[] =>
    evidenceOf(use)
      .map(({ kind, name, verdict }) => canonicalJson([kind, name, verdict]))
      .sort(byCodeUnit);
  return (
    left.consumer === right.consumer &&
    left.producer === right.producer &&
    canonicalJson(keys(left)) === canonicalJson(keys(right))
  );
}

/**
 * What changed between two records: first columns that are newly used or no more, then statements (by fingerprint), blinds,
 * declarations and unreadable files. Empty exactly where `sameUse` holds. Null stands for a consumer that was never scanned.
 */
export function useDiff(before: ConsumerUse | null, after: ConsumerUse): readonly UseChange[] {
  const [old, now] = [before ? columnUses(before) : new Set<string>(), columnUses(after)];
  return [
    ...usesIn(now, old, 'added'),
    ...usesIn(old, now, 'removed'),
    ...evidenceDiff(before ? evidenceOf(before) : [], evidenceOf(after)),
  ];
}

function usesIn(
  some: ReadonlySet<string>,
  others: ReadonlySet<string>,
  change: 'added' | 'removed',
): readonly UseChange[] {
  return [...some]
    .filter((use) => !others.has(use))
    .sort(byCodeUnit)
    .map((what) => ({ change, kind: 'use', what, location: null }));
}

/** Pairs equal ones off; of what is left, equal names with another verdict are changed. */
function evidenceDiff(before: readonly Evidence[], after: readonly Evidence[]): readonly UseChange[] {
  const gone = groups(before);
  const changes: { readonly evidence: Evidence; readonly change: UseChange['change'] }[] = [];
  const unmatched: Evidence[] = [];
  for (const evidence of after)
    if (!takeOut(gone, evidence, ({ verdict }) => verdict === evidence.verdict)) unmatched.push(evidence);
  for (const evidence of unmatched)
    changes.push({ evidence, change: takeOut(gone, evidence, () => true) ? 'changed' : 'added' });
  for (const evidence of [...gone.values()].flat()) changes.push({ evidence, change: 'removed' });
  return changes
    .sort((a, b) => compare(a.evidence, b.evidence) || byCodeUnit(a.change, b.change))
    .map(({ evidence: { kind, what, location }, change }) => ({ change, kind, what, location }));
}

function groups(evidence: readonly Evidence[]): Map<string, Evidence[]> {
  const grouped = new Map<string, Evidence[]>();
  for (const one of evidence) grouped.set(keyOf(one), [...(grouped.get(keyOf(one)) ?? []), one]);
  return grouped;
}

function takeOut(from: Map<string, Evidence[]>, evidence: Evidence, matches: (one: Evidence) => boolean): boolean {
  const group = from.get(keyOf(evidence)) ?? [];
  const index = group.findIndex(matches);
  if (index < 0) return false;
  group.splice(index, 1);
  return true;
}

function keyOf({ kind, name }: Evidence): string {
  return `${kind} ${name}`;
}

const KINDS: readonly Evidence['kind'][] = ['statement', 'blind', 'declaration', 'unreadable file'];

function compare(a: Evidence, b: Evidence): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    byCodeUnit(a.location.file, b.location.file) ||
    (a.location.line ?? 0) - (b.location.line ?? 0) ||
    (a.location.column ?? 0) - (b.location.column ?? 0) ||
    byCodeUnit(a.what, b.what)
  );
}
