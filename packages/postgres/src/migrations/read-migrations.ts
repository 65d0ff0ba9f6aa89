import { FailureError, fail, sha256, type Failure, type MigrationsSource, type SchemaFileSource } from '@rowpact/model';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { chooseMigrations } from './choose-migrations.js';
import { listFiles } from './list-files.js';
import type { MigrationFile } from './migration-file.js';
import type { Migration, MigrationPlan } from './migration.js';
import { prepareMigrationText } from './prepare-migration-text.js';
import { readSqlFile } from './read-sql-file.js';
import { displayPath, resolveIncludes } from './resolve-includes.js';
import { transactionWish } from './transaction-wish.js';

/**
 * Reads a producer's migrations in the order in which they run. Nothing is split: with unchanged hashes nothing need be.
 * @param root - absolute path of the folder that the source's paths are relative to.
 * @throws FailureError: `migrations-not-found`, `migrations-order`, or one `migration-unreadable` per file at fault.
 */
export async function readMigrations(
  source: MigrationsSource | SchemaFileSource,
  root: string,
): Promise<MigrationPlan> {
  return source.kind === 'migrations' ? readFolder(source, root) : readSchemaFile(source, root);
}

async function readFolder(source: MigrationsSource, root: string): Promise<MigrationPlan> {
  const folder = resolve(root, source.folder);
  const display = displayPath(root, folder);
  const listing = await listFiles(folder, display);
  const chosen = chooseMigrations(listing, source, display);
  const settings = new Set(listing.files.filter((path) => path.endsWith('.conf')));
  const migrations = await readAll(chosen.files, (file) => readOne(source, root, folder, file, settings));
  const ignored = chosen.ignored.map(({ path, reason }) => ({ path: joinDisplay(display, path), reason }));
  return { migrations, ignored, notes: chosen.notes };
}

async function readOne(
  source: MigrationsSource,
  root: string,
  folder: string,
  file: MigrationFile,
  settings: ReadonlySet<string>,
): Promise<Migration> {
  const full = resolve(folder, file.path);
  const path = displayPath(root, full);
  const raw = readSqlFile(full, path);
  const conf = settings.has(`${file.path}.conf`) ? readSqlFile(`${full}.conf`, `${path}.conf`) : null;
  const text = prepareMigrationText(raw, path, source.placeholders);
  return migrationOf(file.label, file.version, text, full, root, transactionWish(raw, conf));
}

async function readSchemaFile(source: SchemaFileSource, root: string): Promise<MigrationPlan> {
  const full = resolve(root, source.file);
  const path = displayPath(root, full);
  await checkSchemaFile(full, path);
  const text = readSqlFile(full, path);
  const label = basename(path).replace(/\.sql$/i, '');
  return { migrations: [await migrationOf(label, null, text, full, root, 'default')], ignored: [], notes: [] };
}

async function checkSchemaFile(full: string, path: string): Promise<void> {
  const found = await stat(full).catch(() => null);
  if (found?.isFile() === true) return;
  fail({
    code: 'migrations-not-found',
    message: found === null ? `there is no file ${path}` : `${path} is no file`,
    hint: 'Correct the path of the schema file in producer.yaml; it is relative to the folder that holds the registry.',
    location: { file: path },
  });
}

async function migrationOf(
  label: string,
  version: string | null,
  text: string,
  full: string,
  root: string,
  transaction: Migration['transaction'],
): Promise<Migration> {
  const included = await resolveIncludes(text, full, root);
  const hash = sha256(transaction, text, ...included.flatMap((entry) => [String(entry.offset), entry.text]));
  return { path: displayPath(root, full), label, version, hash, text, transaction, included };
}

/** Reads file after file and reports what is wrong with any of them together. */
async function readAll<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: Failure[] = [];
  for (const item of items) {
    try {
      results.push(await read(item));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      failures.push(...error.failures);
    }
  }
  const [first, ...others] = failures;
  if (first !== undefined) throw new FailureError(first, ...others);
  return results;
}

function joinDisplay(folder: string, path: string): string {
  return folder === '.' ? path : `${folder}/${path}`;
}
