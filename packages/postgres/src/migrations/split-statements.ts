import { FileSplitter, type IncludeDirective, type SplitState } from './file-splitter.js';
import type { IncludedFile, Migration } from './migration.js';
import { PsqlSession } from './psql-session.js';
import type { SqlStatement } from './sql-statement.js';

/**
 * Splits one SQL text into statements as psql does. Includes are a failure here; `splitMigration` follows them.
 * @param file - names the text in failures.
 * @throws FailureError (`migration-unreadable`) with file and line for an open quote or a psql command that cannot be followed.
 */
export function splitStatements(text: string, file = 'the SQL text'): readonly SqlStatement[] {
  const state = newState();
  new FileSplitter(text, file, null, state).split();
  return state.statements;
}

/** Splits a migration, the files it includes at their place; this is the slow part that a warm run never does. */
export function splitMigration(migration: Migration): readonly SqlStatement[] {
  const included = new Map(migration.included.map((entry) => [includeKey(entry.from, entry.offset), entry]));
  const state: SplitState = newState((from, directive, into) => {
    const entry = included.get(includeKey(from, directive.offset));
    if (entry === undefined) return false;
    new FileSplitter(entry.text, entry.path, entry.path, into).split();
    return true;
  });
  new FileSplitter(migration.text, migration.path, null, state).split();
  return state.statements;
}

/** The include directives of one file, in order; those inside quotes, comments and COPY data are none. */
export function listIncludes(text: string, file: string): readonly IncludeDirective[] {
  const found: IncludeDirective[] = [];
  const state = newState((_from, directive) => {
    found.push(directive);
    return true;
  });
  new FileSplitter(text, file, null, state).split();
  return found;
}

function includeKey(from: IncludedFile['from'], offset: number): string {
  return `${String(offset)} ${from}`;
}

function newState(include: SplitState['include'] = () => false): SplitState {
  return { statements: [], session: new PsqlSession(), include };
}
