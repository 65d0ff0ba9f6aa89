import { displayName, partsOf, quoteIdentifier, type Change, type Column, type RelationId } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import {
  columnAfter,
  columnIn,
  columnsOfDomain,
  mustBeWritten,
  nameBefore,
  supplyOf,
} from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { filledByTrigger } from '../../writing/trigger-body.js';
import { isFirst } from '../../writing/first-change.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/**
 * What PostgreSQL puts into a column that an INSERT leaves out is gone or another. Gone from a NOT NULL column, the INSERT fails;
 * else rows quietly differ, which is said once per consumer, as a note, for defaults change all the time without harm.
 */
export const defaultChanged: Rule = {
  id: 'default-changed',
  about: [
    'column-default-changed',
    'column-identity-changed',
    'column-recreated',
    'column-generated-changed',
    'domain-default-changed',
  ],
  judge,
  judgeConsumer,
};

const SUPPLIES = [
  'column-default-changed',
  'column-identity-changed',
  'column-recreated',
  'column-generated-changed',
] as const;

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind === 'domain-default-changed') return ofDomain(change, at);
  const lost = lostSupply(change, at);
  return (lost === null ? null : notFilled(change, lost, at)) ?? returned(change, at);
}

/** Every column of the domain that has no default of its own was filled by the domain's. */
function ofDomain(change: Extract<Change, { kind: 'domain-default-changed' }>, at: StatementAt): Judgement | null {
  const { question } = at;
  for (const { relation, column } of columnsOfDomain(question.after, change.type)) {
    const before = nameBefore(question, relation);
    if (before === null || !mustBeWritten(column, question.after) || !wasFilled(before, column.name, question))
      continue;
    const judgement = notFilled(change, { relation, column }, at);
    if (judgement !== null) return judgement;
  }
  return null;
}

function notFilled(
  change: Change,
  { relation, column }: { readonly relation: RelationId; readonly column: Column },
  at: StatementAt,
): Judgement | null {
  if (!leavesOut(at, relation, column.name)) return null;
  const filled = filledByTrigger(at.question.after, relation, column.name);
  if (filled === 'always') return null;
  const subject = columnName(relation, column.name);
  return {
    verdict: filled === 'never' ? 'breaks' : 'may break',
    what: `inserts into ${displayName(relation)} without ${column.name}, whose default ${maker(change)} takes away`,
    why: `${subject} is NOT NULL: without a default, an INSERT that does not list it would store NULL, and PostgreSQL refuses it.`,
    underline: partsOf(relation).name,
    access: 'insert',
    remedy: safeWay(relation, column, at),
  };
}

/** The changes that can take away what fills a column. */
type SupplyChange = Extract<Change, { kind: (typeof SUPPLIES)[number] }>;

function isAboutSupply(change: Change): change is SupplyChange {
  return SUPPLIES.some((kind) => kind === change.kind);
}

/** One column can lose default and identity at once: that is told once. */
function isSame(one: Change, change: SupplyChange): boolean {
  return isAboutSupply(one) && one.relation === change.relation && one.column === change.column;
}

/** A column that PostgreSQL filled before where an INSERT left it out, and that must now be written. */
function lostSupply(
  change: Change,
  { question }: StatementAt,
): { readonly relation: RelationId; readonly column: Column } | null {
  if (!isAboutSupply(change) || !isFirst(change, question, (one) => isSame(one, change))) return null;
  const now = columnAfter(question, change.relation, change.column);
  if (now === null || !mustBeWritten(now.column, question.after)) return null;
  return wasFilled(change.relation, change.column, question) ? now : null;
}

/** A column that could be NULL before did not need filling: what changed there is that it must not. */
function wasFilled(relation: RelationId, column: string, { before }: StatementAt['question']): boolean {
  const old = columnIn(before, relation, column);
  return old !== null && !mustBeWritten(old, before) && (!old.nullable || supplyOf(old, before).kind !== 'null');
}

function leavesOut(at: StatementAt, relation: RelationId, column: string): boolean {
  return rowsInto(at, relation).some(
    ({ by, values }) => by === 'insert' && (values.get(column)?.kind ?? 'default') === 'default',
  );
}

/** RETURNING hands the new default to the code at once. */
function returned(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'column-default-changed' || isSameSupply(change)) return null;
  const now = columnAfter(at.question, change.relation, change.column);
  if (now === null || at.after?.analysis.kind !== 'analysed' || !leavesOut(at, now.relation, now.column.name))
    return null;
  const answers = at.after.analysis.columns.some(
    ({ source, wildcard }) => !wildcard && source?.relation === now.relation && source.column === now.column.name,
  );
  if (!answers) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `gets ${columnName(now.relation, now.column.name)} of new rows back, and ${maker(change)} ${inWords(change)}`,
    why: 'The INSERT leaves the column to its default: new rows, and what RETURNING answers, have the new one.',
    underline: now.column.name,
    access: 'insert',
    remedy: writeItYourself(now.relation, now.column.name, change.before),
  };
}

function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'column-default-changed' || isSameSupply(change)) return [];
  const now = columnAfter(at.question, change.relation, change.column);
  if (now === null || mustBeWritten(now.column, at.question.after)) return [];
  const omitting = workingStatements(at).filter(
    (one) => leavesOut(one, now.relation, now.column.name) && returned(change, one) === null,
  );
  return atAll(at, omitting, 'insert', {
    verdict: 'silent',
    level: 'note',
    what: `inserts into ${displayName(now.relation)} without ${now.column.name}${inPlaces(omitting)}, and ${maker(change)} ${inWords(change)}`,
    why: 'No INSERT fails; new rows have another value there than before.',
    remedy: writeItYourself(now.relation, now.column.name, change.before),
  });
}

type DefaultChange = Extract<Change, { kind: 'column-default-changed' }>;

/** A sequence that was renamed, `now()` for `CURRENT_TIMESTAMP`: nothing that a row would show. */
function isSameSupply({ before, after }: DefaultChange): boolean {
  const plain = (sql: string | null): string | null =>
    sql === null || /^NULL(::|$)/iu.test(sql)
      ? null
      : sql
          .replace(/^nextval\(.*\)$/u, 'nextval()')
          .replace(/^(?:CURRENT_TIMESTAMP|transaction_timestamp\(\))$/iu, 'now()');
  return plain(before) === plain(after);
}

function inWords({ before, after }: DefaultChange): string {
  if (after === null) return `takes its default ${before ?? ''} away: it is NULL then`;
  return before === null ? `gives it the default ${after}` : `changes its default from ${before} to ${after}`;
}

function writeItYourself(relation: RelationId, column: string, before: string | null): Judgement['remedy'] {
  return remedy(
    `Where the old value matters, write ${columnName(relation, column)} in the INSERT instead of relying on the default.`,
    consumerStep(
      `list ${column} in the INSERT with the value that is meant${before === null ? '' : `, such as ${before}`}`,
    ),
  );
}

function safeWay(relation: RelationId, column: Column, { question }: StatementAt): Judgement['remedy'] {
  const old = nameBefore(question, relation);
  const before = old === null ? null : (columnIn(question.before, old, column.name)?.default ?? null);
  const table = relationName(relation);
  const name = quoteIdentifier(column.name);
  return remedy(
    `Keep the default of ${columnName(relation, column.name)} until every INSERT lists the column.`,
    producerStep(
      'leave the default where it is for now',
      before === null ? undefined : `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${before};`,
    ),
    consumerStep(`list ${column.name} in every INSERT into ${displayName(relation)}`),
    producerStep(
      'in a later migration, once no consumer leaves it out',
      `ALTER TABLE ${table} ALTER COLUMN ${name} DROP DEFAULT;`,
    ),
  );
}
