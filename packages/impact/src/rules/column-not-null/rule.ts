import { partsOf, quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { arriving, type ArrivingValue, type WrittenRow } from '../../writing/rows-written.js';
import { columnAfter } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { filledByTrigger } from '../../writing/trigger-body.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A column takes no NULL any more: writers that store NULL there, or leave it out without a default, fail. */
export const columnNotNull: Rule = { id: 'column-not-null', about: ['column-not-null-set'], judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'column-not-null-set') return null;
  const now = columnAfter(at.question, change.relation, change.column);
  if (now === null || now.column.nullable) return null;
  const found = worstWrite(rowsInto(at, now.relation), now.relation, now.column.name, at);
  if (found === null) return null;
  const filled = filledByTrigger(at.question.after, now.relation, now.column.name);
  if (filled === 'always' && found.by === 'insert') return null;
  const subject = columnName(change.relation, change.column);
  const surely = found.value.kind === 'null' && filled === 'never';
  return {
    verdict: surely ? 'breaks' : 'may break',
    what: `${wordsOf(found, subject)}, which ${maker(change)} makes NOT NULL`,
    why: surely
      ? `The row would have NULL in ${subject}, and PostgreSQL refuses it.`
      : `Where the value is NULL, PostgreSQL refuses the row.`,
    underline: leavesOut(found) ? partsOf(now.relation).name : now.column.name,
    access: found.by,
    remedy: safeWay(change.relation, change.column),
  };
}

interface Write {
  readonly by: WrittenRow['by'];
  readonly value: ArrivingValue;
}

/** A row that surely stores NULL, else one that may. */
function worstWrite(
  rows: readonly WrittenRow[],
  relation: RelationId,
  column: string,
  { question }: StatementAt,
): Write | null {
  let worst: Write | null = null;
  for (const row of rows) {
    const value = arriving(row, relation, column, question.after);
    if (value?.kind === 'null') return { by: row.by, value };
    if (value?.kind === 'parameter' || (value?.kind === 'expression' && value.nullable))
      worst ??= { by: row.by, value };
  }
  return worst;
}

function leavesOut({ value }: Write): boolean {
  return value.kind === 'null' && value.omitted;
}

function wordsOf(write: Write, subject: string): string {
  if (leavesOut(write)) return `inserts without ${subject}`;
  if (write.value.kind === 'null') return `stores NULL in ${subject}`;
  return write.value.kind === 'parameter'
    ? `sends a value that may be NULL to ${subject}`
    : `stores what may be NULL in ${subject}`;
}

function safeWay(relation: RelationId, column: string): Judgement['remedy'] {
  const table = relationName(relation);
  const name = quoteIdentifier(column);
  return remedy(
    `First make every writer fill ${columnName(relation, column)}, then let PostgreSQL refuse NULL.`,
    producerStep(
      'where there is a sensible value, give it as a default',
      `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT …;`,
    ),
    consumerStep(`write a value into ${column} in every INSERT and UPDATE, never NULL`),
    producerStep(
      'once no writer stores NULL, fill the old rows and set NOT NULL',
      `UPDATE ${table} SET ${name} = … WHERE ${name} IS NULL;\nALTER TABLE ${table} ALTER COLUMN ${name} SET NOT NULL;`,
    ),
  );
}
