import type { StatementAnalysis } from '@rowpact/model';
import type { EmbeddedDatabase } from '@rowpact/postgres';
import { columnFault } from '../random-queries/column-fault.js';
import { type AnsweredRow, rowsOf } from '../random-queries/rows-of.js';
import { fillWithNulls } from './null-rich-data.js';
import type { SafeqlCase } from './safeql-corpus.js';

/** How what the analysis says of NULL compares with what a corpus expects, and with what a server answers. */
export interface NullScore {
  readonly agree: number;
  /** Called not null, and a row has NULL; or JSON that is not of the shape that is said of it. */
  readonly unsound: readonly string[];
  /** Called nullable against the corpus, and no row has shown a NULL. */
  readonly conservative: readonly string[];
  /** Expected not null, and a row has NULL: the corpus is wrong. */
  readonly refuted: readonly string[];
  /** Expected nullable, and called not null: it is in no row of any state. */
  readonly closer: readonly string[];
}

export function emptyScore(): { -readonly [K in keyof NullScore]: K extends 'agree' ? number : string[] } {
  return { agree: 0, unsound: [], conservative: [], refuted: [], closer: [] };
}

/** Scores the cases of one schema, which the database has; its tables are filled. */
export async function judgeNulls(
  database: EmbeddedDatabase,
  cases: readonly SafeqlCase[],
  analyses: readonly StatementAnalysis[],
  score: ReturnType<typeof emptyScore>,
): Promise<void> {
  const states = [await rowsIn(database, cases)];
  await fillWithNulls(database);
  states.push(await rowsIn(database, cases));
  for (const [at, one] of cases.entries()) {
    const analysis = analyses[at];
    if (analysis?.kind !== 'analysed') continue;
    for (const [position, column] of analysis.columns.entries()) {
      const { name, nullable } = column;
      const expected = one.columns?.[position]?.nullable;
      const key = `${one.name}: ${name}`;
      const hasNull = states.some((state) => state[at]?.some((row) => row[name] === null));
      if (states.some((state) => columnFault(column, state[at] ?? []) !== null)) score.unsound.push(key);
      else if (expected === undefined || expected === nullable) score.agree += expected === undefined ? 0 : 1;
      else if (!nullable) score.closer.push(key);
      else if (hasNull) score.refuted.push(key);
      else score.conservative.push(key);
    }
  }
}

/** What each statement answers now; nothing where it fails. */
async function rowsIn(
  database: EmbeddedDatabase,
  cases: readonly SafeqlCase[],
): Promise<readonly (readonly AnsweredRow[])[]> {
  const found: (readonly AnsweredRow[])[] = [];
  for (const { query } of cases) found.push((await rowsOf(database, query)) ?? []);
  return found;
}
