import type { Change, ChangeKind, RelationId } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { columnAfter } from '../../writing/schema-facts.js';
import { narrowing, type Narrowing } from './narrowing.js';

const ABOUT: readonly ChangeKind[] = ['column-type-changed'];

/** Values that the new type refuses: the cast to it decides. */
export const narrowingDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    const found = narrowed(change, question);
    return found?.narrowing.kind === 'refuses'
      ? [{ relation: found.relation, columns: [found.column], check: null }]
      : [];
  },
};

/** The column of a change of type, as it is named after it, and what the new type does with values. */
export function narrowed(
  change: Change,
  question: ImpactQuestion,
): { readonly relation: RelationId; readonly column: string; readonly narrowing: Narrowing } | null {
  if (change.kind !== 'column-type-changed') return null;
  const now = columnAfter(question, change.relation, change.column);
  const found = now === null ? null : narrowing(change.before, change.after, question);
  return now === null || found === null ? null : { relation: now.relation, column: now.column.name, narrowing: found };
}
