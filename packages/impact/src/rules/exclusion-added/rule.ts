import {
  displayName,
  partsOf,
  quoteIdentifier,
  type Change,
  type ConstraintDetail,
  type RelationId,
} from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { clashOf } from '../../writing/clashes.js';
import { constraintsOn, nameAfter, nameBefore } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';

/** Rows may not clash with one another in a way that an EXCLUDE constraint says. */
export const exclusionAdded: Rule = { id: 'exclusion-added', about: ['constraint-added', 'constraint-changed'], judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'constraint-added' && change.kind !== 'constraint-changed') return null;
  const { after } = change;
  const relation = nameAfter(at.question, change.relation);
  if (relation === null || after.kind !== 'exclusion' || !after.enforced || wasThere(after, relation, at)) return null;
  const key = { relation, columns: elementsOf(after), predicate: predicateOf(after), nullsNotDistinct: false };
  const clash = clashOf(rowsInto(at, relation), key, at.question.after);
  if (clash === null) return null;
  const surely = clash.surely && onlyEquals(after);
  return {
    verdict: surely ? 'breaks' : 'may break',
    what: `${clash.by === 'insert' ? 'inserts into' : 'changes'} ${displayName(relation)}, where ${maker(change)} lets no two rows clash in ${namesOf(after)}`,
    why: surely
      ? 'The rows of this very statement are equal there: the second one is refused.'
      : `Where a row that clashes is there already, PostgreSQL refuses the new one: ${after.definition}.`,
    underline: clash.column ?? partsOf(relation).name,
    access: clash.by,
    remedy: safeWay(relation, after),
  };
}

function wasThere({ definition }: ConstraintDetail, relation: RelationId, { question }: StatementAt): boolean {
  const old = nameBefore(question, relation);
  return old !== null && constraintsOn(question.before, old).some((one) => one.definition === definition);
}

/** Its columns; one that is missing there is an expression, over whatever the row has. */
function elementsOf({ columns, definition }: ConstraintDetail): readonly (string | null)[] {
  const elements = [...definition.matchAll(/\bWITH\s+\S/gu)].length;
  return elements > columns.length ? [...columns, null] : columns;
}

function predicateOf({ definition }: ConstraintDetail): string | null {
  return /\bWHERE\s*\(([\s\S]*)\)/u.exec(definition)?.[1] ?? null;
}

function onlyEquals({ definition }: ConstraintDetail): boolean {
  return [...definition.matchAll(/\bWITH\s+([^\s,)]+)/gu)].every(([, operator]) => operator === '=');
}

function namesOf({ columns, name }: ConstraintDetail): string {
  return columns.length === 0 ? `what ${quoteIdentifier(name)} computes` : listing(columns.map(quoteIdentifier));
}

function safeWay(relation: RelationId, { name, definition }: ConstraintDetail): Judgement['remedy'] {
  return remedy(
    'Let every writer keep clear of clashes before PostgreSQL refuses them.',
    consumerStep('look for a clashing row before writing, and take error 23P01 for an answer'),
    producerStep(
      'once every consumer is ready for it',
      `ALTER TABLE ${relationName(relation)} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition};`,
    ),
  );
}
