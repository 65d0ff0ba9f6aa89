import type { Machine } from './machine.js';

/** Members of a database that build queries; what connects, migrates or reads the catalog is left alone. */
export const DATABASE_MEMBERS: readonly string[] = [
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'with',
  'withRecursive',
  'withSchema',
  'withTables',
  'withPlugin',
  'withoutPlugins',
  'case',
  'fn',
  'dynamic',
];

/** Calls with which a chain begins, and which no other library is known for. */
export const CHAIN_ROOTS: readonly string[] = [
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
];

/** Calls that answer a database, or start a chain with a table expression. */
export const DATABASE_CALLS: readonly string[] = [
  'with',
  'withRecursive',
  'withSchema',
  'withTables',
  'withPlugin',
  'withoutPlugins',
];

export const TRANSACTION_CALLS: readonly string[] = [
  'transaction',
  'startTransaction',
  'connection',
  'savepoint',
  'rollbackToSavepoint',
  'releaseSavepoint',
];

/** Calls that send a chain, or turn it into what is sent. */
export const EXECUTIONS: readonly string[] = [
  'execute',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'stream',
  'compile',
  'explain',
];

export function isDatabase(value: unknown, { library, traces }: Machine): value is object {
  return traces.has(value) && (value instanceof library.kysely.Kysely || value instanceof library.kysely.QueryCreator);
}
