import type { RelationId, SchemaState } from '@rowpact/model';
import { arriving, type ArrivingValue, type WrittenRow } from './rows-written.js';
import { withoutGenerated } from './schema-facts.js';

/** What must differ between the rows of a relation. */
export interface Key {
  readonly relation: RelationId;
  /** Null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly predicate: string | null;
  readonly nullsNotDistinct: boolean;
  /** Whether only rows with a NULL in the key can clash newly. */
  readonly onlyNulls?: boolean;
}

/** How rows that a statement writes may clash with one another (`surely`) or with rows that are there. */
export interface Clash {
  readonly surely: boolean;
  readonly by: 'insert' | 'update';
  readonly column: string | null;
}

/** Null where no row can clash: it writes none of the columns, NULL where NULLs differ, or a value made anew. */
export function clashOf(rows: readonly WrittenRow[], key: Key, state: SchemaState): Clash | null {
  const open = rows.flatMap((row) => {
    const values = key.columns.map((column) => (column === null ? null : arriving(row, key.relation, column, state)));
    return canClash(row, values, key, state) ? [{ row, values }] : [];
  });
  const [first] = open;
  if (first === undefined) return null;
  const inserts = open.filter(({ row }) => row.by === 'insert').map(({ values }) => values);
  const same =
    key.predicate === null && inserts.some((one, at) => inserts.slice(at + 1).some((two) => isSame(one, two)));
  const named = key.columns.find((column) => column !== null && isNamed(first.row, column)) ?? null;
  return { surely: same, by: same ? 'insert' : first.row.by, column: named };
}

type Arrived = ArrivingValue | null;

function canClash(row: WrittenRow, values: readonly Arrived[], key: Key, state: SchemaState): boolean {
  const { columns, nullsNotDistinct } = key;
  if (key.onlyNulls === true && !values.some(mayBeNull)) return false;
  if (!nullsNotDistinct && values.some((value) => value?.kind === 'null')) return false;
  if (values.some((value) => value?.kind === 'fresh')) return false;
  // An expression's index may be over whatever column the row has.
  return row.by === 'insert' || columns.some((column) => column === null) || sets(row, key, state);
}

function sets(row: WrittenRow, { relation, columns }: Key, state: SchemaState): boolean {
  const named = columns.flatMap((column) => column ?? []);
  return withoutGenerated(state, relation, named).some((column) => row.values.has(column));
}

function mayBeNull(value: Arrived): boolean {
  if (value === null || value.kind === 'null' || value.kind === 'parameter') return true;
  return value.kind === 'expression' && value.nullable;
}

function isSame(one: readonly Arrived[], two: readonly Arrived[]): boolean {
  return one.every((value, at) => {
    const other = two[at] ?? null;
    if (value?.kind === 'null') return other?.kind === 'null';
    return value?.kind === 'constant' && other?.kind === 'constant' && value.sql === other.sql;
  });
}

function isNamed(row: WrittenRow, column: string): boolean {
  const value = row.values.get(column);
  return value !== undefined && !(value.kind === 'default' && value.omitted);
}
