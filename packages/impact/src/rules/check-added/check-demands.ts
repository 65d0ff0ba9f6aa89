import type { Change, ChangeKind, ConstraintDetail, RelationId } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { constraintsOn, nameAfter, nameBefore, withoutGenerated } from '../../writing/schema-facts.js';
import { isWeaker } from './weaker.js';

const ABOUT: readonly ChangeKind[] = ['constraint-added', 'constraint-changed'];

/** The checks that a change newly holds written rows against. */
export const checkDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    const found = newCheck(change, question);
    if (found === null) return [];
    const { relation, constraint } = found;
    const columns = withoutGenerated(question.after, relation, constraint.columns);
    return [{ relation, columns, check: constraint.expression }];
  },
};

/** Null where the relation had this check before, or a stricter one, under whatever name, or where it is not enforced. */
export function newCheck(
  change: Change,
  question: ImpactQuestion,
): { readonly relation: RelationId; readonly constraint: ConstraintDetail } | null {
  if (change.kind !== 'constraint-added' && change.kind !== 'constraint-changed') return null;
  const { after: constraint } = change;
  const { expression } = constraint;
  if (constraint.kind !== 'check' || !constraint.enforced || expression === null) return null;
  const relation = nameAfter(question, change.relation);
  if (relation === null) return null;
  const old = nameBefore(question, relation) ?? change.relation;
  const known = constraintsOn(question.before, old).some(
    (one) => one.kind === 'check' && one.enforced && isWeaker(one.expression ?? '', expression),
  );
  return known ? null : { relation, constraint };
}
