import { displayName, quoteIdentifier, type Change, type ConstraintDetail, type RelationId } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { arriving } from '../../writing/rows-written.js';
import { nameAfter } from '../../writing/schema-facts.js';
import { rowsInto, writesTo } from '../../writing/statement-writes.js';
import { takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A constraint is looked at when the transaction ends instead of at the statement: the error comes from COMMIT, or not at all. */
export const constraintDeferred: Rule = { id: 'constraint-deferred', about: ['constraint-changed'], judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'constraint-changed' || !takenAfter(at)) return null;
  const { before, after } = change;
  const relation = nameAfter(at.question, change.relation);
  const later = after.deferred && !before.deferred;
  if (relation === null || !later) return null;
  const access = whatIsChecked(after, relation, at);
  if (access === null) return null;
  return {
    verdict: 'silent',
    level: 'note',
    what: `writes what ${quoteIdentifier(after.name)} of ${displayName(relation)} checks, which ${maker(change)} defers to the end of the transaction`,
    why: 'The statement itself no longer fails: COMMIT does, where the code may not look for an error, and everything before it is lost.',
    underline: after.columns[0] ?? null,
    access,
    remedy: safeWay(relation, after),
  };
}

/** Writes of values into its columns; for a foreign key also what it refers to. */
function whatIsChecked(
  constraint: ConstraintDetail,
  relation: RelationId,
  at: StatementAt,
): 'insert' | 'update' | 'delete' | null {
  for (const row of rowsInto(at, relation)) {
    const values = constraint.columns.map((column) => arriving(row, relation, column, at.question.after));
    const set = values.some((value) => value !== null && value.kind !== 'fresh');
    if (set && !values.some((value) => value?.kind === 'null')) return row.by;
  }
  const { references } = constraint;
  if (references === null) return null;
  return writesTo(at, references.relation, 'delete') && references.onDelete === 'no action' ? 'delete' : null;
}

function safeWay(relation: RelationId, { name, kind, definition }: ConstraintDetail): Judgement['remedy'] {
  const table = relationName(relation);
  const constraint = quoteIdentifier(name);
  const immediate = definition.replace(/ INITIALLY DEFERRED/u, '');
  return remedy(
    'Let the constraint stay immediate, and defer it only in the transactions that need it.',
    producerStep(
      'make it deferrable, not deferred',
      kind === 'foreign key'
        ? `ALTER TABLE ${table} ALTER CONSTRAINT ${constraint} DEFERRABLE INITIALLY IMMEDIATE;`
        : `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}, ADD CONSTRAINT ${constraint} ${immediate};`,
    ),
    producerStep('where it must be deferred, say so in the transaction', `SET CONSTRAINTS ${constraint} DEFERRED;`),
    consumerStep('take an error from COMMIT for an answer, where it stays deferred'),
  );
}
