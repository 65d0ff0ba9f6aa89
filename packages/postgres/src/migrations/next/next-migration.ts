import { byCodeUnit, fail, type FileChange, type MigrationsSource } from '@rowpact/model';
import picomatch from 'picomatch';
import { posix, resolve } from 'node:path';
import { chooseMigrations } from '../choose-migrations.js';
import { ignoreReason, isUnreadableMigration } from '../ignore-reason.js';
import { listFiles, type FolderListing } from '../list-files.js';
import { describeFile, type MigrationFile } from '../migration-file.js';
import { readSqlFile } from '../read-sql-file.js';
import { displayPath } from '../resolve-includes.js';
import { byVersion, parseVersion, type Version } from '../version.js';
import { filesAfter, type MigrationFiles } from './file-names.js';
import { layoutLike, type MigrationParts } from './section-layout.js';

/** The migration that comes next in a folder: what it will be called, and how it is written there. */
export interface NextMigration {
  /** What people will call it, such as `019_drop_players_team_id`. */
  readonly label: string;
  /** Its files, relative to the root; none of them is there yet. */
  readonly files: (parts: MigrationParts) => readonly (FileChange & { readonly content: string })[];
  /** What `order:` in producer.yaml has to name too; null where the names tell the order. */
  readonly listedAs: string | null;
  /** What the tool of this folder wants beside the file, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Works out the next migration of a producer, called and laid out as those that it has.
 * @param words what it does, in a few words
 * @throws FailureError (`migrations-order`) where no name could come after the others
 */
export async function nextMigration(
  source: MigrationsSource,
  root: string,
  words: string,
  now: Date,
): Promise<NextMigration> {
  const folder = resolve(root, source.folder);
  const display = displayPath(root, folder);
  const listing = await listFiles(folder, display);
  const newest = newestOf(listing, source, display);
  const all = new Set(listing.files);
  const files = filesAfter(newest, newest && latestBeside(newest, listing), words, now, all);
  checkLast(files, listing, source, display);
  const text = newest === null ? '' : readSqlFile(resolve(folder, newest.path), posix.join(display, newest.path));
  const layout = files.down === null ? layoutLike(text) : forwardOnly;
  return {
    label: describeFile(files.up).label,
    files: (parts) => [
      { path: posix.join(display, files.up), content: layout(parts) },
      ...(files.down === null ? [] : [{ path: posix.join(display, files.down), content: parts.down }]),
    ],
    listedAs: source.order === null ? null : files.up,
    notes: toolNotes(all, files.up),
  };
}

function forwardOnly({ up }: MigrationParts): string {
  return up;
}

/** The migration that runs last, repeatable ones aside; null where there is none yet. */
function newestOf(listing: FolderListing, source: MigrationsSource, display: string): MigrationFile | null {
  const globs = source.ignore.map((glob) => picomatch(glob, { dot: true }));
  const all = new Set(listing.files);
  const any = listing.files.some((path) => ignoreReason(path, all) === null && !globs.some((ignored) => ignored(path)));
  if (!any) return null;
  const { files } = chooseMigrations(listing, source, display);
  return files.findLast(({ role }) => role === 'forward' || role === 'baseline') ?? null;
}

/** The highest version in the newest migration's folder: an order may be listed, and a migration may be written in another language. */
function latestBeside(newest: MigrationFile, { files }: FolderListing): string | null {
  const folder = folderOf(newest.path);
  const all = new Set(files);
  const versions = files
    .filter((path) => folderOf(path) === folder && (ignoreReason(path, all) === null || isUnreadableMigration(path)))
    .flatMap((path): readonly Version[] => {
      const { levels, role } = describeFile(path);
      const version = parseVersion(levels.at(-1)?.name ?? '');
      return version === null || role === 'undo' ? [] : [version];
    });
  return versions.sort(byVersion).at(-1)?.written ?? null;
}

/** The folder that a migration is a file or a folder of. */
function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return /^(?:up|migration)\.sql$/i.test(posix.basename(path)) && folder !== '.' ? posix.dirname(folder) : folder;
}

/** Asks those who order the folder whether the new file is one that runs, and runs last. */
function checkLast(files: MigrationFiles, listing: FolderListing, source: MigrationsSource, display: string): void {
  const added = [files.up, ...(files.down === null ? [] : [files.down])];
  const taken = new Set(listing.files.map((path) => path.toLowerCase()));
  const after = { ...listing, files: [...listing.files, ...added].sort(byCodeUnit) };
  const order = source.order === null ? null : [...source.order, files.up];
  const chosen = chooseMigrations(after, { ...source, order }, display).files;
  const last = chosen.findLast(({ role }) => role === 'forward' || role === 'baseline');
  if (last?.path === files.up && !added.some((path) => taken.has(path.toLowerCase()))) return;
  fail({
    code: 'migrations-order',
    message: `${posix.join(display, files.up)} would not run after the migrations that are there`,
    hint: 'Give the migrations numbers, or this one a name that comes last.',
    location: { file: display },
  });
}

/** Tools that keep a list of their migrations, or a model of the schema, beside them. */
function toolNotes(files: ReadonlySet<string>, path: string): readonly string[] {
  const has = (name: string): boolean => [...files].some((file) => posix.basename(file) === name);
  return [
    ...(has('_journal.json')
      ? [`drizzle runs what its journal lists: add ${path} to meta/_journal.json, or let drizzle-kit make an empty one`]
      : []),
    ...(has('migration_lock.toml') ? ['Prisma has a model of the schema: change schema.prisma too'] : []),
    ...(has('atlas.sum') ? ['Atlas has a sum of its migrations: run `atlas migrate hash`'] : []),
  ];
}
