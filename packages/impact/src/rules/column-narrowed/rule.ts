import { quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import { worstOf, type RowOutcome } from '../../constants/demand.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { arriving } from '../../writing/rows-written.js';
import { rowsInto, writing } from '../../writing/statement-writes.js';
import { writtenValues } from '../../writing/written-words.js';
import { refusedAfter } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';
import { narrowed, narrowingDemands } from './narrowing-demands.js';

/** A column's new type takes fewer values than the old one, or keeps less of them. */
export const columnNarrowed: Rule = { id: 'column-narrowed', about: narrowingDemands.about, judge };

type TypeChange = Extract<Change, { kind: 'column-type-changed' }>;

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'column-type-changed') return null;
  return refusedValue(change, at) ?? openValue(change, at);
}

/** Constants that PostgreSQL refuses already when it plans the statement: too long, out of range, no such label. */
function refusedValue(change: TypeChange, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal === null || !/^(?:22\d\d\d|22P0[23]|23514)$/u.test(refusal.sqlstate)) return null;
  const access = accessOf(change, at);
  if (access === null) return null;
  const found = narrowed(change, at.question);
  return {
    verdict: 'breaks',
    what: `writes ${columnName(change.relation, change.column)}, which ${maker(change)} makes ${change.after.display}`,
    why: `${found?.narrowing.why ?? `It was ${change.before.display}.`} PostgreSQL refuses the value in the statement.`,
    underline: change.column,
    access,
    remedy: safeWay(change),
  };
}

function accessOf({ relation, column }: TypeChange, at: StatementAt): 'insert' | 'update' | null {
  if (writing(at, relation, 'insert').some(({ insert }) => insert.includes(column))) return 'insert';
  return writing(at, relation, 'update').some(({ update }) => update.includes(column)) ? 'update' : null;
}

/** Values that come when the statement runs, and constants that PostgreSQL was asked about. */
function openValue(change: TypeChange, at: StatementAt): Judgement | null {
  const found = narrowed(change, at.question);
  if (found === null) return null;
  const { relation, column, narrowing } = found;
  if (narrowing.kind === 'rounds')
    return roundsValue(change, { relation, column, scale: narrowing.scale }, narrowing.why, at);
  const [demand] = narrowingDemands.demands(change, at);
  const outcome = demand === undefined ? null : worstOf(rowsInto(at, relation), demand, at.question);
  if (outcome === null) return null;
  return {
    verdict: outcome.kind === 'fails' ? 'breaks' : 'may break',
    what: `writes ${valueIn(outcome, relation, column)}, which ${maker(change)} makes ${change.after.display}`,
    why: `${narrowing.why} ${outcome.kind === 'fails' ? 'PostgreSQL refuses this one.' : 'One that it does not take is refused.'}`,
    underline: column,
    ...withAccess(change, at),
    remedy: safeWay(change),
  };
}

function valueIn(outcome: RowOutcome, relation: RelationId, column: string): string {
  const name = columnName(relation, column);
  return outcome.kind === 'fails' ? `${writtenValues(outcome.values)} into ${name}` : name;
}

function withAccess(change: TypeChange, at: StatementAt): Pick<Judgement, 'access'> {
  const access = accessOf(change, at);
  return access === null ? {} : { access };
}

/** Nothing fails; what is stored is not what was written. */
function roundsValue(
  change: TypeChange,
  {
    relation,
    column,
    scale,
  }: { readonly relation: RelationId; readonly column: string; readonly scale: number | null },
  why: string,
  at: StatementAt,
): Judgement | null {
  const loses = rowsInto(at, relation).some((row) => {
    const value = arriving(row, relation, column, at.question.after);
    if (value?.kind === 'constant') return !value.omitted && losesDigits(value.sql, scale);
    return value?.kind === 'parameter';
  });
  if (!loses) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `writes ${columnName(relation, column)}, which ${maker(change)} makes ${change.after.display}`,
    why,
    underline: column,
    ...withAccess(change, at),
    remedy: safeWay(change),
  };
}

function losesDigits(sql: string, scale: number | null): boolean {
  const number = /^'?[-+]?\d+(?:\.(\d+))?'?(?:::|$)/u.exec(sql);
  if (scale === null || number === null) return scale === null;
  return /[1-9]/u.test((number[1] ?? '').slice(Math.max(0, scale)));
}

function safeWay({ relation, column, before, after }: TypeChange): Judgement['remedy'] {
  const table = relationName(relation);
  const name = quoteIdentifier(column);
  const wide = quoteIdentifier(`${column}_fits`);
  const subject = columnName(relation, column);
  return remedy(
    `Let every writer keep within ${after.display} before ${subject} is narrowed.`,
    consumerStep(`write only values that ${after.display} takes into ${column}`),
    producerStep(
      'meanwhile look for values that would not fit, such as with a check that only warns in tests',
      `SELECT ${name} FROM ${table} WHERE ${name} IS NOT NULL ORDER BY length(${name}::text) DESC LIMIT 20;`,
    ),
    producerStep(
      `once none is written any more; until then keep ${before.display}, or add ${wide} ${after.display} beside it`,
      `ALTER TABLE ${table} ALTER COLUMN ${name} TYPE ${after.display} USING ${name}::${after.display};`,
    ),
  );
}
