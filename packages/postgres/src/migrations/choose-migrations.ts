import { byCodeUnit, fail, type MigrationsSource } from '@rowpact/model';
import picomatch from 'picomatch';
import { ignoreReason, isUnreadableMigration } from './ignore-reason.js';
import type { FolderListing } from './list-files.js';
import { describeFile, type MigrationFile } from './migration-file.js';
import type { IgnoredFile } from './migration.js';
import { orderByList } from './order-by-list.js';
import { orderByName, shortList, type OrderedFiles } from './order-migrations.js';

/**
 * Says which files of a folder run, in which order, and why the others do not. Pure: names only.
 * @throws FailureError (`migrations-order`, `migrations-not-found`).
 */
export function chooseMigrations(listing: FolderListing, source: MigrationsSource, folder: string): OrderedFiles {
  const sorted = sortOut(listing, source);
  checkPlan(listing, source, folder);
  const ordered =
    source.order === null
      ? orderByName(sorted.found, folder)
      : listedOrder(source.order, sorted.found, listing, folder);
  const chosen = new Set(ordered.files.map((file) => file.path));
  const ignored = [...listing.skipped, ...sorted.ignored, ...ordered.ignored].filter((file) => !chosen.has(file.path));
  checkAny(ordered.files, ignored, folder);
  return {
    files: ordered.files,
    ignored: ignored.sort((left, right) => byCodeUnit(left.path, right.path)),
    notes: [...ordered.notes, ...unreadableNotes(ignored)],
  };
}

function sortOut(
  listing: FolderListing,
  source: MigrationsSource,
): { readonly found: readonly MigrationFile[]; readonly ignored: readonly IgnoredFile[] } {
  const files = new Set(listing.files);
  const globs = source.ignore.map((glob) => ({ glob, matches: picomatch(glob, { dot: true }) }));
  const found: MigrationFile[] = [];
  const ignored: IgnoredFile[] = [];
  for (const path of listing.files) {
    const glob = globs.find(({ matches }) => matches(path))?.glob;
    const reason = glob === undefined ? ignoreReason(path, files) : `matches ${glob} under \`ignore:\``;
    if (reason === null) found.push(describeFile(path));
    else ignored.push({ path, reason });
  }
  return { found, ignored };
}

/** Files that only a convention leaves out (undo files, callbacks) need not be listed, and may be. */
function listedOrder(
  order: readonly string[],
  found: readonly MigrationFile[],
  listing: FolderListing,
  folder: string,
): OrderedFiles {
  const all = new Map(listing.files.map((path) => [path, describeFile(path)]));
  const undo = found.filter((file) => file.role === 'undo');
  const required = found.filter((file) => file.role !== 'undo');
  return {
    files: orderByList(order, required, all, folder),
    ignored: undo.map(({ path }) => ({ path, reason: "Flyway's undo migration" })),
    notes: [],
  };
}

/** Sqitch keeps the order in a plan, and its way back and its checks as SQL files beside the way forward. */
function checkPlan(listing: FolderListing, source: MigrationsSource, folder: string): void {
  if (source.order !== null || !listing.files.includes('sqitch.plan')) return;
  fail({
    code: 'migrations-order',
    message: `${folder} is a Sqitch project, whose order stands in sqitch.plan`,
    hint: 'In producer.yaml, set `folder:` to its deploy folder and list the changes under `order:` as the plan has them.',
    location: { file: `${folder}/sqitch.plan` },
  });
}

function checkAny(files: readonly MigrationFile[], ignored: readonly IgnoredFile[], folder: string): void {
  if (files.length > 0) return;
  fail({
    code: 'migrations-not-found',
    message: ignored.length === 0 ? `${folder} is empty` : `${folder} holds no migration: every file in it is left out`,
    hint: 'Correct `folder:` in producer.yaml, or its `ignore:` globs.',
    location: { file: folder },
    detail: ignored.slice(0, 20).map((file) => `${file.path}: ${file.reason}`),
  });
}

function unreadableNotes(ignored: readonly IgnoredFile[]): readonly string[] {
  const paths = ignored.filter((file) => isUnreadableMigration(file.path)).map((file) => file.path);
  if (paths.length === 0) return [];
  return [`Not SQL, so what they do to the schema is missing: ${shortList(paths)}.`];
}
