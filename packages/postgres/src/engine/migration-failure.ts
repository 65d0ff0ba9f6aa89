import type { Failure } from '@rowpact/model';
import type { Migration } from '../migrations/migration.js';
import type { SqlStatement } from '../migrations/sql-statement.js';
import { extensionMissing } from './extension-missing.js';
import { excerptOf, placeOf, type Refusal } from './refusal.js';

/**
 * Why a migration did not run, at the exact place.
 * @param extension - the extension that the refusal is about, if it is about a missing one.
 */
export function failureOf(
  migration: Migration,
  statement: SqlStatement,
  refusal: Refusal,
  extension: string | null,
): Failure {
  const file = statement.file ?? migration.path;
  const { line, column } = placeOf(statement, refusal);
  const location = { file, line, column };
  const { sqlstate, message, detail, hint } = refusal;
  const sql = { sqlstate, message, detail, hint, statement: excerptOf(statement) };
  if (extension !== null) return { ...extensionMissing(extension, `${file}:${String(line)}`), location, sql };
  return {
    code: 'migration-failed',
    message: `${file}:${String(line)}: the migration failed: ${message} (${sqlstate})`,
    hint: hintFor(sqlstate),
    location,
    sql,
    ...(refusal.where === null ? {} : { detail: refusal.where.split('\n') }),
  };
}

const UNDEFINED = new Set(['42P01', '42703', '42704', '42883', '3F000']);
const ALREADY_THERE = new Set(['42P07', '42701', '42710', '42P06', '42723']);

function hintFor(sqlstate: string): string {
  if (UNDEFINED.has(sqlstate)) {
    return 'Check with `rowpact migrations` that the files run in the right order and that none is missing.';
  }
  if (ALREADY_THERE.has(sqlstate)) {
    return 'Check with `rowpact migrations` that no file runs twice, such as a dump beside the migrations it was made from.';
  }
  return 'Correct the statement and run the command again; nothing was written.';
}

/** @param opened - the statement that began the transaction. */
export function leftOpen(migration: Migration, opened: SqlStatement | null): Failure {
  const file = opened?.file ?? migration.path;
  return {
    code: 'migration-failed',
    message: `${file}${opened ? `:${String(opened.line)}` : ''}: the migration opens a transaction and does not end it`,
    hint: 'End it with COMMIT; what stands in it would be lost.',
    location: opened ? { file, line: opened.line, column: opened.column } : { file },
  };
}

export function interruptedIn(migration: Migration): Failure {
  return {
    code: 'interrupted',
    message: `interrupted in ${migration.path}`,
    hint: 'Run the command again; nothing was written.',
    location: { file: migration.path },
  };
}
