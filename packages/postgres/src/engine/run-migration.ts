import { FailureError } from '@rowpact/model';
import { controlsTransactions } from '../migrations/controls-transactions.js';
import type { Migration } from '../migrations/migration.js';
import { splitMigration } from '../migrations/split-statements.js';
import type { SqlStatement } from '../migrations/sql-statement.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { interruptedIn, leftOpen } from './migration-failure.js';
import type { Refusal } from './refusal.js';
import { remedyFor } from './remedy.js';
import { attempt, canGuard, runRemedied, type FileRun, type RunNote, type RunSettings } from './run-statement.js';
import { rememberSequences } from './sequence-positions.js';
import { resetSession } from './session.js';

/**
 * Runs one migration in a session of its own: in one transaction, unless the file has transactions of its own or asks
 * for none, or PostgreSQL says that a statement in it bears none.
 * @throws FailureError (`migration-failed`, `extension-missing`) with the place; the database is then good for nothing.
 */
export async function runMigration(
  database: EmbeddedDatabase,
  migration: Migration,
  settings: RunSettings,
): Promise<readonly RunNote[]> {
  const statements = splitMigration(migration);
  await resetSession(database);
  await settings.watch?.begin(database);
  const run: FileRun = { database, migration, settings };
  const last = statements.at(-1);
  const wrapped = migration.transaction === 'default' && !controlsTransactions(statements);
  if (wrapped && last) {
    const notes = await runAll(run, [begin(last), ...statements, commit(last)], true);
    if (notes !== NEEDS_NO_TRANSACTION) return notes;
  }
  const notes = await runAll(run, statements, false);
  if (notes === NEEDS_NO_TRANSACTION) throw new TypeError('only a wrapped file can ask to be unwrapped');
  return notes;
}

const NEEDS_NO_TRANSACTION = Symbol('needs no transaction');

/** "cannot run inside a transaction block", "unsafe use of new value of enum type", COMMIT in a procedure. */
const BEARS_NO_TRANSACTION = new Set(['25001', '55P04', '2D000']);

/** How far a file has come. */
interface Progress {
  next: number;
  /** The statement to go back to: the last one that began outside a transaction. */
  resume: number;
  /** Whether statements of the running transaction get a savepoint. */
  guarding: boolean;
  /** What opened the running transaction. */
  opened: SqlStatement | null;
  restoreSequences: () => Promise<void>;
}

/**
 * Runs statement by statement. A transaction runs as any tool would run it; only when a statement in it needs a remedy it
 * starts again, with a savepoint before each statement: savepoints cost time, and change what a new enum value may be
 * used for.
 */
async function runAll(
  run: FileRun,
  statements: readonly SqlStatement[],
  wrapped: boolean,
): Promise<readonly RunNote[] | typeof NEEDS_NO_TRANSACTION> {
  const { database, migration, settings } = run;
  const notes: RunNote[] = [];
  const progress: Progress = { next: 0, resume: 0, guarding: false, opened: null, restoreSequences: nothing };
  for (let at = 0; at < statements.length; at = progress.next) {
    const statement = statements[at];
    if (!statement) break;
    if (settings.signal?.aborted === true) throw new FailureError(interruptedIn(migration));
    const inside = await enter(database, statements, at, progress);
    const guarded = inside && progress.guarding && canGuard(statement);
    await settings.watch?.before(database, statement);
    const refusal = await attempt(run, statement, guarded);
    if (refusal !== null) {
      if (wrapped && BEARS_NO_TRANSACTION.has(refusal.sqlstate)) return startOver(run, progress);
      if (await goBack(run, statement, refusal, inside, progress)) continue;
      notes.push(...(await runRemedied(run, statement, refusal, guarded)));
    }
    await settings.watch?.after(database, statement);
    leave(database, statement, inside, progress);
  }
  if (!database.inTransaction()) return notes;
  await database.exec('ROLLBACK');
  throw new FailureError(leftOpen(migration, progress.opened));
}

/** @returns whether the statement runs inside a transaction. */
async function enter(
  database: EmbeddedDatabase,
  statements: readonly SqlStatement[],
  at: number,
  progress: Progress,
): Promise<boolean> {
  progress.next = at + 1;
  if (database.inTransaction()) return true;
  progress.resume = at;
  // Before the transaction begins: in it, a query would come before `SET TRANSACTION`, which must be the first.
  if (isBegin(statements[at])) progress.restoreSequences = await rememberSequences(database, statements.slice(at));
  return false;
}

function leave(database: EmbeddedDatabase, statement: SqlStatement, inside: boolean, progress: Progress): void {
  const isInside = database.inTransaction();
  if (!inside && isInside) progress.opened = statement;
  if (!isInside) progress.guarding = false;
}

async function startOver({ database, settings }: FileRun, progress: Progress): Promise<typeof NEEDS_NO_TRANSACTION> {
  await database.exec('ROLLBACK');
  settings.watch?.rolledBack();
  await progress.restoreSequences();
  return NEEDS_NO_TRANSACTION;
}

/** @returns whether the transaction was rolled back, to run again with guards. */
async function goBack(
  { database, settings }: FileRun,
  statement: SqlStatement,
  refusal: Refusal,
  inside: boolean,
  progress: Progress,
): Promise<boolean> {
  if (!inside || progress.guarding || remedyFor(statement, refusal, settings.stubs) === null) return false;
  await database.exec('ROLLBACK');
  settings.watch?.rolledBack();
  await progress.restoreSequences();
  progress.guarding = true;
  progress.next = progress.resume;
  return true;
}

function isBegin(statement: SqlStatement | undefined): boolean {
  return statement?.keyword === 'BEGIN' || statement?.keyword === 'START';
}

/** The statements that we put around a file stand where its last one stands: what fails at COMMIT is a deferred check. */
function begin(last: SqlStatement): SqlStatement {
  return { ...last, text: 'BEGIN', keyword: 'BEGIN', copyData: null };
}

function commit(last: SqlStatement): SqlStatement {
  return { ...last, text: 'COMMIT', keyword: 'COMMIT', copyData: null };
}

function nothing(): Promise<void> {
  return Promise.resolve();
}
