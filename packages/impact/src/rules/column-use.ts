import type { RelationAccess, RelationId, ResultColumn } from '@rowpact/model';
import type { StatementAt } from '../rule.js';
import { accessesTo, analysisAfter, analysisBefore, isDirect } from './statement-facts.js';

/** How a statement uses one column of one relation before the changes. */
export interface ColumnUse {
  /** Named by the statement itself, for reading or writing. */
  readonly reads: boolean;
  readonly inserts: boolean;
  readonly updates: boolean;
  /** It falls with the column without naming it: a generated column's source, an upsert's arbiter, `*` in a UNION. */
  readonly needs: boolean;
  /** It comes along through `*` or as part of a whole row. */
  readonly exposed: boolean;
  readonly wholeRow: boolean;
  /** The relation is reached through views only. */
  readonly behind: boolean;
}

/** Null where the statement has nothing to do with the column. */
export function columnUse(at: StatementAt, relation: RelationId, column: string): ColumnUse | null {
  const all = accessesTo(at, relation).filter((access) => mentions(access, column));
  const direct = all.filter(isDirect);
  const accesses = direct.length > 0 ? direct : all;
  if (accesses.length === 0) return null;
  const any = (columnsOf: (access: RelationAccess) => readonly string[]) =>
    accesses.some((access) => columnsOf(access).includes(column));
  return {
    reads: any(({ read }) => read),
    inserts: any(({ insert }) => insert),
    updates: any(({ update }) => update),
    needs: any(({ needs }) => needs) || any(({ arbiter }) => arbiter?.columns ?? []),
    exposed: any(({ exposed }) => exposed),
    wholeRow: accesses.some(({ wholeRow, exposed }) => wholeRow && exposed.includes(column)),
    behind: direct.length === 0,
  };
}

function mentions({ read, insert, update, needs, exposed, arbiter }: RelationAccess, column: string): boolean {
  return [read, insert, update, needs, exposed, arbiter?.columns ?? []].some((columns) => columns.includes(column));
}

/** What the statement does with a column, as a verb: `reads`, `writes`, `reads and writes`. */
export function verbOf({ reads, inserts, updates, exposed, needs }: ColumnUse): string {
  const writes = inserts || updates;
  if (reads && writes) return 'reads and writes';
  if (writes) return 'writes';
  return reads || exposed ? 'reads' : needs ? 'depends on' : 'uses';
}

/** Whether the statement names the column, rather than getting it through `*` or falling with it. */
export function isNamed({ reads, inserts, updates }: ColumnUse): boolean {
  return reads || inserts || updates;
}

/** The columns of the result before the changes that hand the column on. */
export function resultsFrom(at: StatementAt, relation: RelationId, column: string): readonly ResultColumn[] {
  return (analysisBefore(at)?.columns ?? []).filter(
    ({ source }) => source?.relation === relation && source.column === column,
  );
}

/** The column of the result that an object row holds under a name: the last one, as the drivers do it. */
export function lastNamed(columns: readonly ResultColumn[], name: string): ResultColumn | null {
  return columns.findLast((column) => column.name === name) ?? null;
}

/** What a row holds under a name after the changes; null for nothing. */
export function resultAfter(at: StatementAt, name: string): ResultColumn | null {
  return lastNamed(analysisAfter(at)?.columns ?? [], name);
}
