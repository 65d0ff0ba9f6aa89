import { basename, posix } from 'node:path';

/** The files of one listing, to look for a file's counterpart. */
export type FileSet = ReadonlySet<string>;

const BACKUP = /(?:~|\.(?:swp|swo|bak|orig|rej|tmp|old))$|^#.*#$/i;
const BOOKKEEPING: Readonly<Record<string, string>> = {
  'migration_lock.toml': "Prisma's own bookkeeping",
  '_journal.json': "drizzle's own bookkeeping",
  'atlas.sum': "Atlas's own bookkeeping",
  'flyway.conf': "Flyway's settings",
  'diesel.toml': "Diesel's settings",
};

/** Why a file is no migration by its name alone; null where it may be one. The path is relative to the source's folder. */
export function ignoreReason(path: string, files: FileSet): string | null {
  const base = basename(path);
  if (base.startsWith('.')) return 'hidden file';
  if (BACKUP.test(base)) return 'backup or temporary file';
  if (!/\.sql$/i.test(base)) return otherKindReason(path, base);
  return backwardReason(path, base, files);
}

/** A file in another language that has a version is a migration which is not replayed: people must hear of it. */
export function isUnreadableMigration(path: string): boolean {
  const base = basename(path);
  if (/\.sql\.(?:gz|zst|bz2|xz|zip)$/i.test(base)) return true;
  return (
    /^(?:[Vv]?\d|R__)/.test(base) && /\.(?:[cm]?[jt]s|py|rb|go|java|kt|groovy|php|exs?|rs|cs|sh|xml|ya?ml)$/i.test(base)
  );
}

function otherKindReason(path: string, base: string): string {
  if (Object.hasOwn(BOOKKEEPING, base)) return BOOKKEEPING[base] ?? '';
  if (/(?:^|\/)meta\/[^/]+\.json$/.test(path)) return "drizzle's own bookkeeping";
  return /\.sql\.conf$/i.test(base) ? 'settings of the migration beside it' : 'not a .sql file';
}

function backwardReason(path: string, base: string, files: FileSet): string | null {
  if (/(?:^|\.)(?:down|undo|rollback)\.sql$/i.test(base)) return 'undoes a migration';
  const up = base.replace(/([-_])down\.sql$/i, '$1up.sql');
  return up !== base && files.has(posix.join(posix.dirname(path), up)) ? 'undoes a migration' : null;
}
