import { isTransactionControl } from '../../migrations/controls-transactions.js';
import type { SqlStatement } from '../../migrations/sql-statement.js';

/** They write or read rows; what they change in the catalog, they change through a function or trigger, whose statements are seen. */
const OF_ROWS = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY', 'SELECT', 'WITH', 'VALUES', 'TABLE', '']);

/** They speak of the session, the transaction or the storage. */
const OF_THE_SESSION = new Set([
  ...['SET', 'RESET', 'SHOW', 'DISCARD', 'LOAD', 'LISTEN', 'UNLISTEN', 'NOTIFY'],
  ...['BEGIN', 'START', 'SAVEPOINT', 'RELEASE', 'COMMIT', 'END', 'ROLLBACK', 'ABORT'],
  ...['DECLARE', 'FETCH', 'MOVE', 'CLOSE', 'PREPARE', 'DEALLOCATE', 'EXPLAIN'],
  ...['LOCK', 'ANALYZE', 'ANALYSE', 'VACUUM', 'CHECKPOINT'],
]);

/** Whether it begins as a query does; `SELECT … INTO` is none. */
export function isQuery(statement: SqlStatement | undefined): boolean {
  return ['SELECT', 'WITH', 'VALUES', 'TABLE', ''].includes(statement?.keyword ?? 'none');
}

/**
 * Whether a statement may change the catalog by itself. After the others nobody looks: a transaction may go on with
 * `SET TRANSACTION`, which a query before it would spoil, and there may be a hundred thousand INSERTs.
 */
export function mayChangeCatalog({ keyword }: SqlStatement): boolean {
  return !OF_ROWS.has(keyword) && !OF_THE_SESSION.has(keyword);
}

/** Statements behind which the session's settings stand as before. */
const KEEPS_SETTINGS = new Set([
  ...['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY', 'VALUES', 'TRUNCATE', 'LOCK'],
  ...['CREATE', 'ALTER', 'DROP', 'GRANT', 'REVOKE', 'COMMENT', 'BEGIN', 'START', 'SAVEPOINT', 'RELEASE'],
]);

export function keepsSettings({ keyword }: SqlStatement): boolean {
  return KEEPS_SETTINGS.has(keyword);
}

/** Statements in front of which our own `SET` has no place or no use. */
export function bearsNoSetting(statement: SqlStatement): boolean {
  return OF_THE_SESSION.has(statement.keyword) || isTransactionControl(statement);
}

/** Whether it undoes what the running transaction did; `ROLLBACK TO` undoes part of it. */
export function isRollback({ keyword, text }: SqlStatement): boolean {
  if (keyword !== 'ROLLBACK' && keyword !== 'ABORT') return false;
  return !/^ROLLBACK\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b/i.test(text);
}

/** The name of the savepoint that it sets or goes back to, as it is written; null for every other statement. */
export function savepointOf({
  text,
}: SqlStatement): { readonly name: string; readonly does: 'set' | 'go back' } | null {
  const set = /^SAVEPOINT\s+(?<name>.+)$/is.exec(text)?.groups?.['name'];
  if (set !== undefined) return { name: set.toLowerCase(), does: 'set' };
  const back = /^ROLLBACK\s+(?:(?:WORK|TRANSACTION)\s+)?TO\s+(?:SAVEPOINT\s+)?(?<name>.+)$/is.exec(text)?.groups?.[
    'name'
  ];
  return back === undefined ? null : { name: back.toLowerCase(), does: 'go back' };
}

/** Whether people would take it for the one that changes the schema. */
export function isDefinition(statement: SqlStatement): boolean {
  return mayChangeCatalog(statement) && !['TRUNCATE', 'REFRESH', 'REINDEX', 'CLUSTER'].includes(statement.keyword);
}
