import { FailureError, type ExtensionStub } from '@rowpact/model';
import { isTransactionControl } from '../migrations/controls-transactions.js';
import type { Migration } from '../migrations/migration.js';
import type { SqlStatement } from '../migrations/sql-statement.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { failureOf } from './migration-failure.js';
import type { MigrationWatch } from './migration-watch.js';
import { refusalOf, type Refusal } from './refusal.js';
import { remedyFor, type Remedy } from './remedy.js';
import { runWithNotices } from './run-with-notices.js';

/** Something that was done for the user while a migration ran, and where. */
export interface RunNote {
  readonly file: string | null;
  readonly line: number;
  readonly text: string;
}

export interface RunSettings {
  readonly stubs: readonly ExtensionStub[];
  /** Whether an extension could be loaded if the engine were started again; then its absence is no failure. */
  readonly canLoad: (extension: string) => boolean;
  readonly signal: AbortSignal | null;
  readonly watch?: MigrationWatch | undefined;
}

/** One migration in the database that it runs in. */
export interface FileRun {
  readonly database: EmbeddedDatabase;
  readonly migration: Migration;
  readonly settings: RunSettings;
}

/** Rows that are loaded need no remedy, and some ways to load them bear no savepoint (`COPY … FREEZE`). */
const NEVER_GUARDED = new Set(['INSERT', 'UPDATE', 'DELETE', 'COPY', 'VALUES', 'SAVEPOINT', 'RELEASE', 'ROLLBACK']);
const GUARD = 'rowpact_guard';

/** Whether a savepoint before the statement leaves its meaning as it is; `SET TRANSACTION` would be refused behind one. */
export function canGuard(statement: SqlStatement): boolean {
  if (NEVER_GUARDED.has(statement.keyword) || isTransactionControl(statement)) return false;
  return !/^SET\s+TRANSACTION\b/i.test(statement.text);
}

/** @returns PostgreSQL's refusal; a guarded transaction then stands where it stood before. */
export async function attempt(
  { database, settings }: FileRun,
  statement: SqlStatement,
  guarded: boolean,
): Promise<Refusal | null> {
  if (guarded) await database.exec(`SAVEPOINT ${GUARD}`);
  const refusal = await refusalFrom(() => execute(database, statement, settings.watch));
  if (guarded) await database.exec(refusal === null ? `RELEASE ${GUARD}` : `ROLLBACK TO ${GUARD}; RELEASE ${GUARD}`);
  return refusal;
}

/**
 * Helps a refused statement until it passes or may be left out; each remedy is tried once.
 * @throws FailureError where there is none.
 */
export async function runRemedied(
  run: FileRun,
  statement: SqlStatement,
  first: Refusal,
  guarded: boolean,
): Promise<readonly RunNote[]> {
  const { database, settings } = run;
  const notes: RunNote[] = [];
  const tried = new Set<string>();
  for (let refusal: Refusal | null = first; refusal !== null; refusal = await attempt(run, statement, guarded)) {
    const isAborted = database.inTransaction() && !guarded;
    const remedy = isAborted || tried.has(refusal.message) ? null : remedyFor(statement, refusal, settings.stubs);
    if (remedy === null) throw refused(run, statement, refusal);
    tried.add(refusal.message);
    if (remedy.note !== null) notes.push({ file: statement.file, line: statement.line, text: remedy.note });
    if (remedy.kind === 'skip') return notes;
    if (!(await apply(database, remedy))) throw refused(run, statement, refusal);
  }
  return notes;
}

/** Thrown, never shown: the engine has to start again with this extension's files. */
export class ExtensionNeeded extends Error {
  constructor(readonly extension: string) {
    super(`the engine must be started with ${extension}`);
  }
}

function refused({ migration, settings }: FileRun, statement: SqlStatement, refusal: Refusal): Error {
  const extension = missingExtension(refusal);
  if (extension !== null && settings.canLoad(extension)) return new ExtensionNeeded(extension);
  return new FailureError(failureOf(migration, statement, refusal, extension));
}

function missingExtension({ message }: Refusal): string | null {
  return /^extension "([\s\S]+)" is not available$/.exec(message)?.[1] ?? null;
}

/** @returns whether it worked. */
async function apply(database: EmbeddedDatabase, remedy: Exclude<Remedy, { kind: 'skip' }>): Promise<boolean> {
  if (remedy.kind === 'run first') return (await refusalFrom(() => database.exec(remedy.sql))) === null;
  database.addSharedFile(remedy.file.path, remedy.file.content);
  return true;
}

function execute(
  database: EmbeddedDatabase,
  { keyword, text, copyData }: SqlStatement,
  watch: MigrationWatch | undefined,
): Promise<void> {
  // The engine would wait for ever for data that nobody sends; what is sent where none is asked for, it ignores.
  const asksForData = keyword === 'COPY' && /\bSTDIN\b/i.test(text);
  const data = copyData === null && !asksForData ? null : (copyData ?? '');
  if (watch) return runWithNotices(database.pglite, text, data, watch.notice);
  return data === null ? database.exec(text) : database.copyIn(text, data);
}

async function refusalFrom(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}
