import type { SequenceDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { diffPrivileges } from './diff-privileges.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';

/** Sequences. That one has moved on, because rows were inserted, is no change. */
export function diffSequences(comparison: Comparison): readonly FoundChange[] {
  const { before, after, identity } = comparison;
  const { kept, gone, added } = matchMembers(before.state.details.sequences, after.state.details.sequences, [
    ...(identity === 'catalog' ? [({ oid }: SequenceDetail) => oid] : []),
    ({ id }) => id,
  ]);
  const ids = new Set(after.state.details.sequences.map(({ id }) => id));
  const rowsOf = (...sequences: readonly SequenceDetail[]): ReturnType<typeof row> => {
    const oids = sequences.map(({ oid }) => oid);
    return [...row('pg_sequence', ...oids), ...row('pg_class', ...oids)];
  };
  return [
    ...gone.map((one) => found({ kind: 'sequence-dropped', before: one }, rowsOf(one))),
    ...added.map((one) => found({ kind: 'sequence-created', after: one }, rowsOf(one))),
    ...kept.flatMap(([old, now]) => {
      const rows = rowsOf(now, old);
      const moved = old.id !== now.id;
      const restarted = isRestarted(old, now);
      const exhausted = isExhausted(old, now);
      const changed = restarted || exhausted || !sameSequence(old, now, comparison);
      return [
        ...(moved ? [found({ kind: 'sequence-renamed', before: old, to: now.id }, rows)] : []),
        ...(changed ? [found({ kind: 'sequence-changed', before: old, after: now, restarted, exhausted }, rows)] : []),
        ...diffPrivileges(
          { on: 'sequence', object: moved && ids.has(old.id) ? now.id : old.id },
          old.privileges,
          now.privileges,
          { catalog: 'pg_class', oid: now.oid },
        ),
      ];
    }),
  ];
}

function sameSequence(before: SequenceDetail, after: SequenceDetail, comparison: Comparison): boolean {
  return (
    before.type === after.type &&
    before.increment === after.increment &&
    before.minimum === after.minimum &&
    before.maximum === after.maximum &&
    before.start === after.start &&
    before.cache === after.cache &&
    before.cycle === after.cycle &&
    sameOwner(before, after, comparison)
  );
}

function sameOwner(
  { ownedBy: before }: SequenceDetail,
  { ownedBy: after }: SequenceDetail,
  { names }: Comparison,
): boolean {
  if (before === null || after === null) return before === after;
  const { relation, column } = before;
  if (relation === after.relation && column === after.column) return true;
  return names.relation(relation) === after.relation && names.column(relation, column) === after.column;
}

/** Whether what comes next lies behind what came next before. A sequence that cycles comes there by itself. */
function isRestarted(before: SequenceDetail, after: SequenceDetail): boolean {
  if (after.next === null || (before.cycle && after.cycle)) return false;
  const next = BigInt(after.next);
  const upwards = BigInt(before.increment) > 0n;
  if (before.next === null) return upwards ? next <= BigInt(before.maximum) : next >= BigInt(before.minimum);
  return upwards ? next < BigInt(before.next) : next > BigInt(before.next);
}

/** Whether nothing comes next, or the end was moved to where the sequence stands; rows of a migration may have used it up. */
function isExhausted(before: SequenceDetail, after: SequenceDetail): boolean {
  if (before.next === null) return false;
  if (after.next === null) return true;
  if (after.cycle) return false;
  return BigInt(after.increment) > 0n
    ? BigInt(after.maximum) < BigInt(before.maximum) && BigInt(after.maximum) <= BigInt(after.next)
    : BigInt(after.minimum) > BigInt(before.minimum) && BigInt(after.minimum) >= BigInt(after.next);
}
