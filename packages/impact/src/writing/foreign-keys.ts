import type { Change, ConstraintDetail, RelationId, SchemaState } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';
import { constraintsOn, nameAfter, nameBefore } from './schema-facts.js';

/** A foreign key with what it refers to. Names are those of the state that it was looked up in. */
export type ForeignKeyDetail = ConstraintDetail & { readonly references: NonNullable<ConstraintDetail['references']> };

export function isForeignKey(constraint: ConstraintDetail): constraint is ForeignKeyDetail {
  return constraint.kind === 'foreign key' && constraint.references !== null;
}

/** The foreign keys over the same columns to the same columns: the same rule under whatever name and with whatever actions. */
export function sameKeys(key: ForeignKeyDetail, state: SchemaState, relation: RelationId): readonly ForeignKeyDetail[] {
  return constraintsOn(state, relation)
    .filter(isForeignKey)
    .filter(
      (one) =>
        one.enforced &&
        one.columns.join('\n') === key.columns.join('\n') &&
        one.references.relation === key.references.relation &&
        one.references.columns.join('\n') === key.references.columns.join('\n'),
    );
}

/** The foreign key that a change newly demands, with its table's name after; null where one like it was enforced before. */
export function newForeignKey(change: Change, question: ImpactQuestion): ForeignKeyDetail | null {
  if (change.kind !== 'constraint-added' && change.kind !== 'constraint-changed') return null;
  const { after: key } = change;
  const relation = nameAfter(question, change.relation);
  if (relation === null || !isForeignKey(key) || !key.enforced) return null;
  const old = nameBefore(question, relation);
  return old !== null && sameKeys(key, question.before, old).length > 0 ? null : { ...key, relation };
}

/** A foreign key that does something else than before, or nothing any more, when a row that it refers to goes or gets another key. */
export interface ChangedActions {
  readonly before: ForeignKeyDetail;
  /** Null where it is gone. */
  readonly after: ForeignKeyDetail | null;
}

/** What a change makes of a foreign key that was there before, under this name or another. */
export function changedActions(change: Change, question: ImpactQuestion): ChangedActions | null {
  switch (change.kind) {
    case 'constraint-added': {
      const { after } = change;
      const old = nameBefore(question, change.relation);
      if (old === null || !isForeignKey(after) || !after.enforced) return null;
      const [before] = sameKeys(after, question.before, old);
      return before === undefined ? null : { before, after };
    }
    case 'constraint-changed':
      if (!isForeignKey(change.before) || !isForeignKey(change.after)) return null;
      return { before: change.before, after: change.after.enforced ? change.after : null };
    case 'constraint-dropped': {
      const { before } = change;
      const now = nameAfter(question, change.relation);
      if (!isForeignKey(before) || now === null) return null;
      return sameKeys(before, question.after, now).length > 0 ? null : { before, after: null };
    }
    default:
      return null;
  }
}
