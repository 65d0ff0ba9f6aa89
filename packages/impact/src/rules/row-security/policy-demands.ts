import type { Change, ChangeKind, RelationId } from '@rowpact/model';
import { isSameFilter, rowFilter, type RowCommand } from '../../access/row-filter.js';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import type { ConsumerAt } from '../../rule.js';
import { columnsNamedIn, nameAfter, relationIn, withoutGenerated } from '../../writing/schema-facts.js';

const ABOUT: readonly ChangeKind[] = [
  'row-security-changed',
  'policy-added',
  'policy-dropped',
  'policy-changed',
  'owner-changed',
];

/** What policies newly demand of rows that the consumer's role writes. */
export const policyDemands = {
  about: ABOUT,
  demands: (change: Change, at: ConsumerAt): readonly Demand[] => {
    const relation = securedRelation(change, at.question);
    if (relation === null) return [];
    return (['insert', 'update'] as const).flatMap((command) => policyDemand(relation, command, at) ?? []);
  },
};

/**
 * The relation whose rows a change shows to others, by its name before; null where another change about the same relation tells it:
 * enabling row security and making policies go together.
 */
export function securedRelation(change: Change, { changes }: ImpactQuestion): RelationId | null {
  if (!ABOUT.includes(change.kind) || !('relation' in change)) return null;
  const { relation } = change;
  const leading = [...changes]
    .filter((one) => ABOUT.includes(one.kind) && 'relation' in one && one.relation === relation)
    .sort((left, right) => ABOUT.indexOf(left.kind) - ABOUT.indexOf(right.kind))[0];
  return leading === change ? relation : null;
}

/** Null where what may be written is what could be before, or where nothing may: there is nothing to evaluate. */
export function policyDemand(
  relation: RelationId,
  command: RowCommand,
  { question, consumer }: ConsumerAt,
): Demand | null {
  const now = nameAfter(question, relation);
  if (now === null) return null;
  const before = rowFilter(question.before, relation, consumer.role, command, 'check');
  const after = rowFilter(question.after, now, consumer.role, command, 'check');
  if (after.kind !== 'filtered' || isSameFilter(before, after)) return null;
  const names = (relationIn(question.after, now)?.columns ?? []).map(({ name }) => name);
  // A policy refuses also where its expression is NULL, which a check would let pass.
  const columns = withoutGenerated(question.after, now, columnsNamedIn(after.text, names));
  return { relation: now, columns, check: `(${after.text}) IS TRUE` };
}
