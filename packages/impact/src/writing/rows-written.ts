import {
  quoteIdentifier,
  type ColumnWrite,
  type RelationAccess,
  type RelationId,
  type SchemaState,
  type StatementVerdict,
  type WrittenValue,
} from '@rowpact/model';
import { relationIn, supplyOf } from './schema-facts.js';

/** One row that a statement writes into a relation, as far as its text says. */
export interface WrittenRow {
  readonly by: ColumnWrite['by'];
  /** An INSERT has every column, an UPDATE those that it sets. */
  readonly values: ReadonlyMap<string, WrittenValue>;
}

const UNSEEN: WrittenValue = { kind: 'expression', nullable: true };

/**
 * The rows that a statement writes into a relation: one per row of VALUES. What the analysis cannot say (a COPY) is an expression
 * that may be NULL.
 */
export function rowsWritten(
  verdict: StatementVerdict | null,
  relation: RelationId,
  text: string,
): readonly WrittenRow[] {
  if (verdict?.analysis.kind !== 'analysed') return [];
  const writes = verdict.writes.filter((write) => write.relation === relation);
  if (writes.length === 0) return rowsUnseen(verdict.analysis.relations.filter((one) => one.relation === relation));
  const inserted = writes.filter(({ by }) => by === 'insert');
  const updated = writes.filter(({ by }) => by === 'update');
  const inserts = severally(inserted).flatMap(rowsOf);
  return [
    ...inserts,
    ...severally(updated)
      .flatMap(rowsOf)
      .flatMap((row) => withExcluded(row, inserts, text)),
  ];
}

function rowsUnseen(accesses: readonly RelationAccess[]): readonly WrittenRow[] {
  return accesses.flatMap(({ insert, update, omitted }) => {
    const rows: WrittenRow[] = [];
    const defaults = (omitted ?? []).map((column) => [column, { kind: 'default', omitted: true }] as const);
    if (insert.length > 0 || omitted !== null)
      rows.push({ by: 'insert', values: new Map([...insert.map((column) => [column, UNSEEN] as const), ...defaults]) });
    if (update.length > 0) rows.push({ by: 'update', values: new Map(update.map((column) => [column, UNSEEN])) });
    return rows;
  });
}

/** A statement may write into the same relation more than once (WITH, MERGE): the nth write of each column belongs together. */
function severally(writes: readonly ColumnWrite[]): readonly (readonly ColumnWrite[])[] {
  const groups: ColumnWrite[][] = [];
  const seen = new Map<string, number>();
  for (const write of writes) {
    const nth = seen.get(write.column) ?? 0;
    seen.set(write.column, nth + 1);
    (groups[nth] ??= []).push(write);
  }
  return groups;
}

function rowsOf(writes: readonly ColumnWrite[]): readonly WrittenRow[] {
  const count = Math.max(0, ...writes.map(({ values }) => values.length));
  const by = writes[0]?.by ?? 'insert';
  return Array.from({ length: count }, (_, index) => ({
    by,
    values: new Map(writes.map(({ column, values }) => [column, values[index] ?? values[0] ?? UNSEEN])),
  }));
}

/** `DO UPDATE SET name = EXCLUDED.name` writes what the INSERT would have. */
function withExcluded(row: WrittenRow, inserts: readonly WrittenRow[], text: string): readonly WrittenRow[] {
  const taken = [...row.values.keys()].filter(
    (column) => row.values.get(column)?.kind === 'expression' && setsFromExcluded(text, column),
  );
  if (taken.length === 0 || inserts.length === 0) return [row];
  return inserts.map((insert) => ({
    by: row.by,
    values: new Map([
      ...row.values,
      ...taken.map((column): [string, WrittenValue] => [column, insert.values.get(column) ?? UNSEEN]),
    ]),
  }));
}

function setsFromExcluded(text: string, column: string): boolean {
  const escaped = column.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  const name = quoteIdentifier(column) === column ? `"?${escaped}"?` : `"${escaped.replaceAll('"', '""')}"`;
  return new RegExp(
    `(?<![\\w"])${name}\\s*=\\s*excluded\\s*\\.\\s*${name}(?!\\w|\\s*(?:[-+*/|&#<>=!:(]|(?!where\\b|returning\\b)\\w))`,
    'iu',
  ).test(text);
}

/** What arrives in a column of a row: what is written, or what the default gives. */
export type ArrivingValue =
  | { readonly kind: 'null'; readonly omitted: boolean }
  /** SQL whose value is the same whenever it runs. */
  | { readonly kind: 'constant'; readonly sql: string; readonly omitted: boolean }
  /** Made anew for each row by the database: a sequence, an identity, a random uuid. */
  | { readonly kind: 'fresh' }
  /** Another default, or a generated value: the producer's own. */
  | { readonly kind: 'computed' }
  | { readonly kind: 'parameter' }
  | { readonly kind: 'expression'; readonly nullable: boolean };

/** What a row gets in a column after the changes; null where an UPDATE leaves it alone. */
export function arriving(
  row: WrittenRow,
  relation: RelationId,
  column: string,
  state: SchemaState,
): ArrivingValue | null {
  const value = row.values.get(column) ?? (row.by === 'insert' ? { kind: 'default', omitted: true } : null);
  switch (value?.kind) {
    case undefined:
      return null;
    case 'null':
      return { kind: 'null', omitted: false };
    case 'constant':
      return { kind: 'constant', sql: value.sql, omitted: false };
    case 'parameter':
      return { kind: 'parameter' };
    case 'expression':
      return value;
    case 'default':
      return fromDefault(relation, column, state);
  }
}

function fromDefault(relation: RelationId, name: string, state: SchemaState): ArrivingValue {
  const column = relationIn(state, relation)?.columns.find((one) => one.name === name);
  if (column === undefined) return { kind: 'computed' };
  const supply = supplyOf(column, state);
  if (supply.kind === 'null') return { kind: 'null', omitted: true };
  if (supply.kind === 'made') return { kind: column.identity === null ? 'computed' : 'fresh' };
  if (/\b(?:nextval|gen_random_uuid|uuid_generate_v[14]\w*|uuidv[47])\(/u.test(supply.sql)) return { kind: 'fresh' };
  return isConstantSql(supply.sql) ? { kind: 'constant', sql: supply.sql, omitted: true } : { kind: 'computed' };
}

/** Whether SQL that PostgreSQL printed of a default is a literal with casts: it calls nothing and names nothing. */
export function isConstantSql(sql: string): boolean {
  const rest = sql
    .replace(/E?'(?:[^']|'')*'/gu, '0')
    .replace(/::\s*(?:"(?:[^"]|"")*"|[\w. ])+(?:\(\s*\d+(?:\s*,\s*-?\d+)?\s*\))?(?:[\w ]*)(?:\[\])*/gu, '')
    .replace(/\b(?:true|false|null|ARRAY)\b/giu, '0');
  return /^[-+()[\]\s,\d.eE]*$/u.test(rest);
}
