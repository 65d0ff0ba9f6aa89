import { posix } from 'node:path';
import type { PlacedError } from './new-errors.js';

/** What a module says of a statement whose call cannot show that PostgreSQL refuses it; TypeScript cuts long ones short. */
const REFUSED_AT = /\bSqlProblem<["'](?<file>[^"']+?):(?<line>\d+): /u;

/**
 * Puts an error in a module of statements where the statement is sent: the module's lines move with every statement, and what PostgreSQL
 * says may differ on both sides of a change that has nothing to do with it.
 * @param folder - the consumer's, from the top of the mirror on.
 */
export function atItsCall(error: PlacedError, folder: string): PlacedError {
  const { file, line } = REFUSED_AT.exec(error.message)?.groups ?? {};
  if (file === undefined || line === undefined) return error;
  return { ...error, file: posix.join(folder, file), line: Number(line), column: 1 };
}
