import type { RowOutcome } from '../constants/demand.js';
import { listing } from '../rules/wording.js';

/** `score = -50 and name = 'x'`, casts left out, long values cut. */
export function writtenValues(values: Readonly<Record<string, string>>): string {
  return listing(Object.entries(values).map(([column, sql]) => `${column} = ${shortValue(sql)}`));
}

function shortValue(sql: string): string {
  const bare = sql.replace(/('(?:[^']|'')*'|[\w.+-]+)(?:::[\w\s."[\](),]+)$/u, '$1');
  return bare.length > 60 ? `${bare.slice(0, 57)}…` : bare;
}

/** The column to underline: the one that decides it, else the first of those that are asked about. */
export function writtenColumn(outcome: RowOutcome, columns: readonly string[]): string | null {
  return (outcome.kind === 'passes' ? null : outcome.column) ?? columns[0] ?? null;
}
