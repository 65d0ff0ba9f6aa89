/** What a statement of a SQL file is to the scanner. */
export type StatementKind =
  /** Reads or writes rows: one of the consumer's. */
  | 'query'
  /** Defines or changes the schema. */
  | 'definition'
  /** Sets the session or a transaction up; it uses no table. */
  | 'session'
  /** Code in another language, a DO block. */
  | 'code';

const DEFINITIONS = new Set([
  'CREATE',
  'ALTER',
  'DROP',
  'COMMENT',
  'GRANT',
  'REVOKE',
  'SECURITY',
  'REASSIGN',
  'IMPORT',
]);
const SESSION = new Set([
  ...[
    'SET',
    'RESET',
    'SHOW',
    'DISCARD',
    'BEGIN',
    'START',
    'COMMIT',
    'END',
    'ROLLBACK',
    'ABORT',
    'SAVEPOINT',
    'RELEASE',
  ],
  ...['LISTEN', 'UNLISTEN', 'NOTIFY', 'CHECKPOINT', 'LOAD', 'DEALLOCATE', 'CLOSE', 'FETCH', 'MOVE'],
  ...['VACUUM', 'ANALYZE', 'ANALYSE', 'REINDEX', 'CLUSTER'],
]);

/** By its first words, in capitals. What nobody knows is a query: PostgreSQL shall say what it thinks of it. */
export function statementKind(words: readonly string[]): StatementKind {
  const [first = '', second = '', third = ''] = words;
  if (first === 'DO') return 'code';
  if (first === 'CREATE' && (isTemporary(second) || isTemporary(third))) return 'query';
  if (DEFINITIONS.has(first)) return 'definition';
  return SESSION.has(first) ? 'session' : 'query';
}

/** `CREATE TEMP TABLE`, `CREATE LOCAL TEMPORARY TABLE`, `CREATE OR REPLACE TEMP VIEW`. */
function isTemporary(word: string): boolean {
  return word === 'TEMP' || word === 'TEMPORARY';
}
