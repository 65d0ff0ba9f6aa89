import type { SqlStatement } from './sql-statement.js';

const CONTROLS = new Set(['BEGIN', 'START', 'COMMIT', 'END', 'ABORT', 'ROLLBACK']);

/**
 * Whether a file opens or closes transactions itself, so that one around it would be closed too early. Savepoints are
 * no such thing: they need a transaction around them.
 */
export function controlsTransactions(statements: readonly SqlStatement[]): boolean {
  return statements.some(isTransactionControl);
}

/** Whether this statement opens or closes a transaction. */
export function isTransactionControl(statement: SqlStatement): boolean {
  if (statement.keyword === 'PREPARE') return /^PREPARE\s+TRANSACTION\b/i.test(statement.text);
  if (!CONTROLS.has(statement.keyword)) return false;
  return !/^ROLLBACK\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b/i.test(statement.text);
}
