import { fail, type SqlRefusal } from '@rowpact/model';
import type { SqlStatement } from '../migrations/sql-statement.js';

/** PostgreSQL's error message with what it says about the place. */
export interface Refusal extends Omit<SqlRefusal, 'statement'> {
  /** Where in the statement, from 1, in characters (code points); null where PostgreSQL does not say. */
  readonly position: number | null;
  /** The stack of functions and commands it happened in, innermost first. */
  readonly where: string | null;
}

/** Reads what the embedded engine threw; anything but an error message of the server means that the engine is broken. */
export function refusalOf(error: unknown): Refusal {
  if (!isServerError(error)) {
    fail({
      code: 'engine-failed',
      message: `the embedded PostgreSQL stopped: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Run the command again; if it stops at the same place, report it with the statement that was running.',
    });
  }
  return {
    sqlstate: error.code,
    message: error.message,
    detail: error.detail ?? null,
    hint: error.hint ?? null,
    position: error.position === undefined ? null : Number(error.position),
    where: error.where ?? null,
  };
}

/** The fields of the wire protocol's ErrorResponse, as PGlite hands them on. */
interface ServerError {
  readonly message: string;
  readonly code: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: string;
  readonly where?: string;
}

function isServerError(error: unknown): error is ServerError {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return false;
  return typeof error.code === 'string' && error.severity !== 'PANIC' && error.severity !== 'FATAL';
}

/** The first lines of a statement, for people. */
export function excerptOf(statement: SqlStatement): string {
  const lines = statement.text.split('\n');
  const shown = lines.slice(0, 5).map((line) => (line.length > 200 ? `${line.slice(0, 200)} …` : line));
  return lines.length > 5 ? [...shown, '…'].join('\n') : shown.join('\n');
}

/** The exact place that PostgreSQL points at: in the statement, in the data of a COPY, or the statement's start. */
export function placeOf(statement: SqlStatement, refusal: Refusal): { readonly line: number; readonly column: number } {
  const row = statement.copyData === null ? null : /^COPY [\s\S]+, line (\d+)/.exec(refusal.where ?? '');
  const linesOfStatement = statement.text.split('\n').length;
  if (row) return { line: statement.line + linesOfStatement - 1 + Number(row[1]), column: 1 };
  if (refusal.position === null) return { line: statement.line, column: statement.column };
  const before = statement.text.slice(0, unitsOf(statement.text, refusal.position - 1)).split('\n');
  const last = before.at(-1) ?? '';
  if (before.length === 1) return { line: statement.line, column: statement.column + last.length };
  return { line: statement.line + before.length - 1, column: last.length + 1 };
}

/** How many UTF-16 code units the first characters (code points) of a text take. */
function unitsOf(text: string, characters: number): number {
  let units = 0;
  for (let seen = 0; seen < characters; seen += 1) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
