import { displayName, quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { isForeignKey, newForeignKey, type ForeignKeyDetail } from '../../writing/foreign-keys.js';
import { columnIn, constraintsOn, nameAfter, nameBefore, supplyOf } from '../../writing/schema-facts.js';
import { writing } from '../../writing/statement-writes.js';
import { atAll, inPlaces } from '../../writing/places.js';
import { refusalIn, takenAfter } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** Another table refers to this one now: rows that are referred to cannot be deleted, nor their keys changed. */
export const referencedBy: Rule = {
  id: 'referenced-by',
  about: ['constraint-added', 'constraint-changed', 'data-written'],
  judge,
  judgeConsumer,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const key = newForeignKey(change, at.question);
  if (key === null || !takenAfter(at)) return null;
  const hurt = heldBack(key, at);
  if (hurt === null) return null;
  const child = displayName(key.relation);
  const fresh = hasNoRows(key, at);
  return {
    verdict: hurt.truncates ? 'breaks' : 'may break',
    ...(fresh && !hurt.truncates ? { level: 'warning' as const } : {}),
    what: `${hurt.what}, to which ${maker(change)} lets ${child} refer`,
    why: hurt.truncates
      ? `A table that another one refers to cannot be truncated without it.`
      : `${fresh ? 'Nothing refers to the rows yet; as soon as' : 'Where'} a row of ${child} refers to the row, PostgreSQL refuses it.`,
    underline: hurt.underline,
    access: hurt.access,
    remedy: safeWay(key),
  };
}

interface Hurt {
  readonly what: string;
  readonly access: 'delete' | 'update';
  readonly underline: string | null;
  readonly truncates: boolean;
}

/** What the statement does that the foreign key stands in the way of. */
function heldBack(key: ForeignKeyDetail, at: StatementAt): Hurt | null {
  const parent = nameBefore(at.question, key.references.relation) ?? key.references.relation;
  const name = displayName(parent);
  const truncates = /^\s*truncate\b/iu.test(at.statement.text) && !/\bcascade\b/iu.test(at.statement.text);
  if (writing(at, parent, 'delete').length > 0) {
    if (truncates) return { what: `truncates ${name}`, access: 'delete', underline: null, truncates };
    if (refuses(key.references.onDelete, key, at))
      return { what: `deletes from ${name}`, access: 'delete', underline: null, truncates };
  }
  const changed = key.references.columns.find((column) =>
    writing(at, parent, 'update').some(({ update }) => update.includes(column)),
  );
  if (changed === undefined || !refuses(key.references.onUpdate, key, at)) return null;
  return { what: `changes ${columnName(parent, changed)}`, access: 'update', underline: changed, truncates: false };
}

/** CASCADE goes through; SET NULL and SET DEFAULT do where the column takes what they set. */
function refuses(
  action: ForeignKeyDetail['references']['onDelete'],
  { relation, columns }: ForeignKeyDetail,
  { question }: StatementAt,
): boolean {
  if (action === 'cascade') return false;
  if (action === 'no action' || action === 'restrict') return true;
  return columns.some((name) => {
    const column = columnIn(question.after, relation, name);
    if (column === null || column.nullable) return false;
    return action === 'set null' || supplyOf(column, question.after).kind === 'null';
  });
}

/** Whether the table that refers, or its column, is new: no row can refer yet. */
function hasNoRows({ relation, columns }: ForeignKeyDetail, { question }: StatementAt): boolean {
  const old = nameBefore(question, relation);
  return old === null || columns.some((column) => columnIn(question.before, old, column) === null);
}

/**
 * The migration itself makes rows refer to others: a note, for migrations that fill columns are routine. The change is on the table
 * that refers, so that statements about the other one are not asked about: what was recorded of them is enough.
 */
function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'data-written' || (change.how !== 'insert' && change.how !== 'update')) return [];
  const now = nameAfter(at.question, change.relation);
  const keys = now === null ? [] : constraintsOn(at.question.after, now).filter(isForeignKey);
  return keys
    .filter(({ columns }) => change.how === 'insert' || columns.some((column) => change.columns.includes(column)))
    .flatMap((key) => rowsReferTo(change, key, at));
}

function rowsReferTo(
  change: Extract<Change, { kind: 'data-written' }>,
  key: ForeignKeyDetail,
  at: ConsumerAt,
): readonly ConsumerJudgement[] {
  const hurts = at.consumer.statements.flatMap((one) => {
    const hurt = refusalIn(one.before) === null ? heldBack(key, { ...one, ...at }) : null;
    return hurt === null ? [] : [{ one, hurt }];
  });
  const [first] = hurts;
  if (first === undefined) return [];
  const columns = key.columns.map((column) => columnName(change.relation, column)).join(', ');
  const statements = hurts.map(({ one }) => one);
  return atAll(at, statements, first.hurt.access, {
    verdict: 'may break',
    level: 'note',
    what: `${first.hurt.what}${inPlaces(statements)}, and ${maker(change)} writes ${columns}, which refers to it`,
    why: 'Rows that nothing referred to may be referred to now: then PostgreSQL refuses the statement.',
    about: key.name,
    remedy: remedy(
      'Look which rows the migration makes others refer to.',
      producerStep(
        'list them before it runs',
        `SELECT DISTINCT ${key.columns.map(quoteIdentifier).join(', ')} FROM ${relationName(change.relation)};`,
      ),
      consumerStep('take error 23503 for an answer where the row is still in use'),
    ),
  });
}

function safeWay(key: ForeignKeyDetail): Judgement['remedy'] {
  const parent = displayName(key.references.relation);
  const child = displayName(key.relation);
  return remedy(
    `Say what becomes of ${child} when a row of ${parent} goes, or let those who delete clear ${child} first.`,
    producerStep(
      'let the rows go with it, where that is meant',
      `ALTER TABLE ${relationName(key.relation)} ADD ${withCascade(key)};`,
    ),
    consumerStep(
      `otherwise delete what refers to it first, in the same transaction`,
      deletion(key.relation, key.columns),
    ),
    producerStep(`only then add the foreign key as it is`),
  );
}

function withCascade({ definition }: ForeignKeyDetail): string {
  const bare = definition.replace(/ ON DELETE (?:NO ACTION|RESTRICT|SET NULL|SET DEFAULT)/u, '');
  return bare.replace(/(REFERENCES [^)]+\))/u, '$1 ON DELETE CASCADE');
}

function deletion(relation: RelationId, columns: readonly string[]): string {
  return `DELETE FROM ${relationName(relation)} WHERE ${columns.map((column) => `${quoteIdentifier(column)} = …`).join(' AND ')};`;
}
