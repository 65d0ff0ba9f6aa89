import type {
  ColumnWrite,
  RelationAccess,
  RoleDetail,
  SchemaState,
  StatementVerdict,
  WrittenValue,
} from '@rowpact/model';
import { columnIn } from '../writing/schema-facts.js';
import { access, asked, league, refusal, taken } from './questions.js';
import type { StatementInQuestion } from '../question.js';

/** `NULL`, `DEFAULT`, `$1`, `…` for an expression that may be NULL, `!` for one that is not; all else is a constant. */
type Value = string;

function valueOf(text: Value): WrittenValue {
  if (text === 'NULL') return { kind: 'null' };
  if (text === 'DEFAULT') return { kind: 'default', omitted: false };
  if (text === '…' || text === '!') return { kind: 'expression', nullable: text === '…' };
  return /^\$\d+$/u.test(text) ? { kind: 'parameter', number: Number(text.slice(1)) } : { kind: 'constant', sql: text };
}

/** An INSERT of rows, all with the same columns, that leaves the table's other columns to their defaults. */
export function inserting(
  table: string,
  state: SchemaState,
  rows: readonly Readonly<Record<string, Value>>[],
  parts: Partial<RelationAccess> = {},
): StatementVerdict {
  const named = Object.keys(rows[0] ?? {});
  const all = (state.snapshot.relations.find(({ id }) => id === league(table))?.columns ?? []).map(({ name }) => name);
  const omitted = all.filter(
    (name) => !named.includes(name) && columnIn(state, league(table), name)?.generated === null,
  );
  const writes = [...named, ...omitted].map((column): ColumnWrite => ({
    relation: league(table),
    column,
    by: 'insert',
    values: rows.map((row) => (row[column] === undefined ? { kind: 'default', omitted: true } : valueOf(row[column]))),
  }));
  return { ...taken([access(table, { insert: named, omitted, ...parts })], { command: 'insert' }), writes };
}

/** An UPDATE that sets these columns. */
export function updating(table: string, set: Readonly<Record<string, Value>>): StatementVerdict {
  const writes = Object.entries(set).map(([column, value]): ColumnWrite => ({
    relation: league(table),
    column,
    by: 'update',
    values: [valueOf(value)],
  }));
  return { ...taken([access(table, { update: Object.keys(set) })], { command: 'update' }), writes };
}

export function deleting(table: string): StatementVerdict {
  return taken([access(table, { deletes: true })], { command: 'delete' });
}

export function reading(table: string, ...columns: readonly string[]): StatementVerdict {
  return taken([access(table, { read: columns })]);
}

/** The same before and after. */
export function unchanged(verdict: StatementVerdict, text = 'a statement'): StatementInQuestion {
  return asked(text, verdict, verdict);
}

/** Taken before, refused by the planner after. */
export function refusedSince(
  before: StatementVerdict,
  sqlstate: string,
  message: string,
  text = 'a statement',
): StatementInQuestion {
  return asked(text, before, { ...before, plan: refusal(sqlstate, message), writes: [] });
}

/** `app`, as a role of both states. */
export const APP: RoleDetail = {
  name: 'app',
  login: true,
  superuser: false,
  bypassRowSecurity: false,
  connectionLimit: -1,
  memberOf: [],
  settings: {},
};
