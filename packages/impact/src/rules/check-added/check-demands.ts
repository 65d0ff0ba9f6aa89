import type { Change, ChangeKind, ConstraintDetail, RelationId } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { constraintsOn, nameAfter, nameBefore } from '../../writing/schema-facts.js';

const ABOUT: readonly ChangeKind[] = ['constraint-added', 'constraint-changed'];

/** The checks that a change newly holds written rows against. */
export const checkDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    const found = newCheck(change, question);
    if (found === null) return [];
    const { relation, constraint } = found;
    return [{ relation, columns: constraint.columns, check: constraint.expression }];
  },
};

/** Null where the relation had the same check before, under this name or another, or where it is not enforced. */
export function newCheck(
  change: Change,
  question: ImpactQuestion,
): { readonly relation: RelationId; readonly constraint: ConstraintDetail } | null {
  if (change.kind !== 'constraint-added' && change.kind !== 'constraint-changed') return null;
  const { after: constraint } = change;
  if (constraint.kind !== 'check' || !constraint.enforced || constraint.expression === null) return null;
  const relation = nameAfter(question, change.relation);
  if (relation === null) return null;
  const old = nameBefore(question, relation) ?? change.relation;
  const known = constraintsOn(question.before, old).some(
    (one) => one.kind === 'check' && one.enforced && bare(one.expression) === bare(constraint.expression),
  );
  return known ? null : { relation, constraint };
}

/** Casts and parentheses change where a column's type does; the check stays what it was. */
function bare(expression: string | null): string | null {
  return (
    expression
      ?.replace(
        /::(?:"(?:[^"]|"")*"|[\w.])+(?: (?:varying|precision|without time zone|with time zone))*(?:\(\d+(?:,-?\d+)?\))?(?:\[\])*/gu,
        '',
      )
      .replace(/[()\s]/gu, '') ?? null
  );
}
