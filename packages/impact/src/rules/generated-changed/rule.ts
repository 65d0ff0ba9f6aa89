import { displayName, quoteIdentifier, type Change, type Column, type RelationId } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { columnAfter, mustBeWritten } from '../../writing/schema-facts.js';
import { writesTo, writing } from '../../writing/statement-writes.js';
import { accessesTo, refusedAfter } from '../statement-facts.js';
import { isFirst } from '../../writing/first-change.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A column is now computed by PostgreSQL, computed another way, or computed no more. */
export const generatedChanged: Rule = {
  id: 'generated-changed',
  about: ['column-generated-changed', 'column-recreated', 'column-added'],
  judge,
  judgeConsumer,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  return nowComputed(change, at) ?? computedOtherwise(change, at);
}

/** Writing it fails: PostgreSQL's refusal says so. */
function nowComputed(change: Change, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal?.sqlstate !== '428C9' || !('column' in change)) return null;
  const now = columnAfter(at.question, change.relation, change.column);
  if (now === null || now.column.generated === null || !refusal.message.includes(`"${now.column.name}"`)) return null;
  if (!isFirst(change, at.question, (one) => isSameColumn(one, change))) return null;
  const access = /updated/u.test(refusal.message) || !writesTo(at, change.relation, 'insert') ? 'update' : 'insert';
  return {
    verdict: 'breaks',
    what: `writes ${columnName(now.relation, now.column.name)}, which ${maker(change)} lets PostgreSQL compute`,
    why: `It is computed from other columns (${now.column.generated.expression}): no statement can give it a value.`,
    underline: now.column.name,
    access,
    remedy: stopWriting(now.relation, now.column),
  };
}

function isSameColumn(one: Change, change: { readonly relation: RelationId; readonly column: string }): boolean {
  return 'column' in one && one.relation === change.relation && one.column === change.column;
}

/** Readers get other values. */
function computedOtherwise(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'column-generated-changed' || change.before === null || change.after === null) return null;
  if (change.before.expression === change.after.expression) return null;
  const reads = accessesTo(at, change.relation).some(
    ({ read, exposed }) => read.includes(change.column) || exposed.includes(change.column),
  );
  if (!reads) return null;
  const subject = columnName(change.relation, change.column);
  return {
    verdict: 'silent',
    what: `reads ${subject}, which ${maker(change)} computes another way`,
    why: `It was ${change.before.expression} and is now ${change.after.expression}: the same rows answer other values.`,
    underline: change.column,
    access: 'read',
    remedy: remedy(
      'Compute the new value in a column of its own, and let readers move.',
      producerStep(
        'add a second column',
        `ALTER TABLE ${relationName(change.relation)} ADD COLUMN ${quoteIdentifier(`${change.column}_new`)} … GENERATED ALWAYS AS (${change.after.expression}) STORED;`,
      ),
      consumerStep(`read the new column instead of ${change.column}`),
      producerStep('drop the old one with two phases, once nobody reads it'),
    ),
  };
}

/** No more computed: new rows have NULL there unless somebody writes it. Where it is NOT NULL, `default-changed` says that they fail. */
function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'column-generated-changed' || change.before === null || change.after !== null) return [];
  const now = columnAfter(at.question, change.relation, change.column);
  if (now === null || mustBeWritten(now.column, at.question.after)) return [];
  const writers = workingStatements(at).filter((one) =>
    (['insert', 'update'] as const).some((what) => writing(one, change.relation, what).length > 0),
  );
  return atAll(at, writers, 'insert', {
    verdict: 'silent',
    level: 'warning',
    what: `writes ${displayName(change.relation)}${inPlaces(writers)}, whose ${change.column} ${maker(change)} no longer computes`,
    why: 'Rows that are there keep what they have; new and changed rows get no value from PostgreSQL any more.',
    remedy: remedy(
      `Say who fills ${columnName(change.relation, change.column)} from now on, and make them do so first.`,
      producerStep('fill it in a BEFORE trigger, or leave the column generated'),
      consumerStep(`write ${change.column} in every INSERT and UPDATE, where the trigger does not`),
    ),
  });
}

function stopWriting(relation: RelationId, { name, generated, type }: Column): Judgement['remedy'] {
  const table = relationName(relation);
  return remedy(
    `Compute the value in a new column, and leave ${columnName(relation, name)} as it is until nobody writes it.`,
    producerStep(
      'add the computed column beside the old one',
      `ALTER TABLE ${table} ADD COLUMN ${quoteIdentifier(`${name}_computed`)} ${type.display} GENERATED ALWAYS AS (${generated?.expression ?? '…'}) STORED;`,
    ),
    consumerStep(`read the computed column, and stop writing ${name} in INSERT and UPDATE`),
    producerStep(`drop ${name} with two phases, once nobody uses it`),
  );
}
