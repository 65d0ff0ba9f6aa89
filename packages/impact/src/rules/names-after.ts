import type { RelationId } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';

const names = new WeakMap<ImpactQuestion, ReadonlyMap<RelationId, RelationId>>();

/** What a relation is called after the changes. */
export function relationAfter(question: ImpactQuestion, relation: RelationId): RelationId {
  const known =
    names.get(question) ??
    new Map(
      question.changes.flatMap((change) =>
        change.kind === 'relation-renamed' ? [[change.relation, change.to] as const] : [],
      ),
    );
  names.set(question, known);
  return known.get(relation) ?? relation;
}
