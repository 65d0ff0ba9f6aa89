import type { Location } from '@rowpact/model';
import { cutStatements } from '../sql-file/cut-statements.js';
import { LineCounter } from '../sql-file/line-counter.js';
import { queryHeader } from '../sql-file/query-header.js';

/** A statement of a `.sql` file, as those who run it speak of it. */
export interface SqlFileQuery {
  /** The file, relative to the consumer's folder. */
  readonly file: string;
  /** What pgtyped or sqlc calls it; null where it has no header. */
  readonly name: string | null;
  /** What sqlc says of its answer. */
  readonly answers: 'one' | 'many' | null;
  /** Whether it is all that the file holds: then whoever sends the file sends it. */
  readonly isAlone: boolean;
}

/** The statement that begins at a place of a file; null where none does. */
export function sqlFileQuery({ file, line, column }: Required<Location>, text: string): SqlFileQuery | null {
  const { statements } = cutStatements(text);
  const lines = new LineCounter(text);
  const found = statements.find(({ start }) => {
    const at = lines.at(start);
    return at.line === line && at.column === column;
  });
  if (!found) return null;
  const comments = text.slice(found.gap, found.start);
  const answers = /\bname:\s*\S+\s+:(one|many)\b/.exec(comments)?.[1] ?? null;
  return {
    file,
    name: queryHeader(comments)?.name ?? null,
    answers: answers === 'one' || answers === 'many' ? answers : null,
    isAlone: statements.length === 1,
  };
}
