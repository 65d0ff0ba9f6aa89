import type { SqlStatement } from '../migrations/sql-statement.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import type { Notice } from './run-with-notices.js';

/** Looks on while one migration runs. What it asks the database must change nothing for the statements to come. */
export interface MigrationWatch {
  /** In a fresh session, outside of any transaction; again where the file runs anew. */
  readonly begin: (database: EmbeddedDatabase) => Promise<void>;
  readonly before: (database: EmbeddedDatabase, statement: SqlStatement) => Promise<void>;
  /** What the server says while the statement runs. */
  readonly notice: (notice: Notice) => void;
  /** The statement has passed, or was left out. */
  readonly after: (database: EmbeddedDatabase, statement: SqlStatement) => Promise<void>;
  /** The running transaction was rolled back, and its statements run again. */
  readonly rolledBack: () => void;
}
