import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import { STATES } from './schema.js';

/** What running statements said of the columns that were called not null. */
export interface NullSearch {
  /** Statements that PostgreSQL took, and those that ran in one state of the data at least. */
  readonly taken: number;
  readonly ran: number;
  readonly columns: number;
  /** Columns called not null, and those of them that a row was answered for. */
  readonly proven: number;
  readonly seen: number;
  readonly broken: readonly BrokenColumn[];
}

/** A NULL in a column that was called not null. */
export interface BrokenColumn {
  /** Which of the statements. */
  readonly at: number;
  readonly column: string;
  /** Which of the states. */
  readonly state: number;
}

/** Analyses statements, and runs each in every state of the data; the database must have the schema. */
export async function findNulls(database: EmbeddedDatabase, statements: readonly string[]): Promise<NullSearch> {
  const analyses = await analyseStatements(
    database,
    statements.map((text) => ({ text })),
  );
  const proven = analyses.map((one) =>
    one.kind === 'analysed' ? one.columns.flatMap(({ name, nullable }) => (nullable ? [] : [name])) : [],
  );
  const broken = new Map<string, BrokenColumn>();
  const ran = new Set<number>();
  const seen = new Set<string>();
  for (const [state, change] of STATES.entries()) {
    await database.exec(change);
    for (const [at, text] of statements.entries()) {
      if (analyses[at]?.kind !== 'analysed') continue;
      const rows = await rowsOf(database, text);
      if (rows === null) continue;
      ran.add(at);
      for (const column of proven[at] ?? []) {
        const key = `${at} ${column}`;
        if (rows.length > 0) seen.add(key);
        if (!broken.has(key) && rows.some((row) => row[column] === null)) broken.set(key, { at, column, state });
      }
    }
  }
  const taken = analyses.filter(({ kind }) => kind === 'analysed');
  return {
    taken: taken.length,
    ran: ran.size,
    columns: taken.reduce((sum, one) => sum + (one.kind === 'analysed' ? one.columns.length : 0), 0),
    proven: proven.reduce((sum, { length }) => sum + length, 0),
    seen: seen.size,
    broken: [...broken.values()],
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Null where it fails over the data: a subquery with two rows, a key that is there. */
async function rowsOf(database: EmbeddedDatabase, text: string): Promise<readonly Row[] | null> {
  await database.exec('begin');
  try {
    return await database.query(text);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return null;
  } finally {
    await database.exec('rollback');
  }
}
