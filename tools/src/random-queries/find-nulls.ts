import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import { columnFault } from './column-fault.js';
import { rowsOf } from './rows-of.js';
import { STATES } from './schema.js';

/** What running statements said of the columns that were called not null, and of those whose JSON has a known shape. */
export interface NullSearch {
  /** Statements that PostgreSQL took, and those that ran in one state of the data at least. */
  readonly taken: number;
  readonly ran: number;
  readonly columns: number;
  /** Columns called not null, and those of them that a row was answered for. */
  readonly proven: number;
  readonly seen: number;
  /** Columns whose JSON has a known shape, and those of them that a value was answered for. */
  readonly shaped: number;
  readonly shapesSeen: number;
  readonly broken: readonly BrokenColumn[];
}

/** A NULL in a column that was called not null, or JSON of another shape. */
export interface BrokenColumn {
  /** Which of the statements. */
  readonly at: number;
  readonly column: string;
  /** `is NULL`, `has .k: null` */
  readonly fault: string;
  /** Which of the states. */
  readonly state: number;
}

/** Analyses statements, and runs each in every state of the data; the database must have the schema. */
export async function findNulls(database: EmbeddedDatabase, statements: readonly string[]): Promise<NullSearch> {
  const analyses = await analyseStatements(
    database,
    statements.map((text) => ({ text })),
  );
  const columnsOf = analyses.map((one) => (one.kind === 'analysed' ? one.columns : []));
  const broken = new Map<string, BrokenColumn>();
  const ran = new Set<number>();
  const seen = new Set<string>();
  const shapesSeen = new Set<string>();
  for (const [state, change] of STATES.entries()) {
    await database.exec(change);
    for (const [at, text] of statements.entries()) {
      if (analyses[at]?.kind !== 'analysed') continue;
      const rows = await rowsOf(database, text);
      if (rows === null) continue;
      ran.add(at);
      for (const column of columnsOf[at] ?? []) {
        const key = `${at} ${column.name}`;
        if (!column.nullable && rows.length > 0) seen.add(key);
        if (column.json && rows.some((row) => row[column.name] !== null)) shapesSeen.add(key);
        const fault = broken.has(key) ? null : columnFault(column, rows);
        if (fault !== null) broken.set(key, { at, column: column.name, fault, state });
      }
    }
  }
  const columns = columnsOf.flat();
  return {
    taken: analyses.filter(({ kind }) => kind === 'analysed').length,
    ran: ran.size,
    columns: columns.length,
    proven: columns.filter(({ nullable }) => !nullable).length,
    seen: seen.size,
    shaped: columns.filter(({ json }) => json).length,
    shapesSeen: shapesSeen.size,
    broken: [...broken.values()],
  };
}
