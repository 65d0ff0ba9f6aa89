import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { byCodeUnit } from '@rowpact/model';

/** A folder that looks like a producer's migrations. */
export interface MigrationsCandidate {
  /** Relative to where the search began, forward slashes; `.` for that folder itself. */
  readonly folder: string;
  readonly files: number;
}

const SKIPPED =
  /^(\..*|node_modules|dist|build|out|target|vendor|coverage|__pycache__|venv|registry|fixtures|testdata)$/;
const USUAL_NAME = /^(db|sql|.*migrations?.*|migrate|changelog|versions|committed)$/i;
const DEPTH = 7;

/** Folders below `root` that hold SQL migrations, the likeliest first: by name, then by number of files. */
export async function findMigrations(root: string): Promise<readonly MigrationsCandidate[]> {
  const counts = new Map<string, number>();
  await visit(root, DEPTH, (file) => {
    const folder = relative(root, collectionOf(file)).replaceAll('\\', '/') || '.';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  });
  return [...counts]
    .map(([folder, files]) => ({ folder, files }))
    .filter(({ folder, files }) => USUAL_NAME.test(basename(folder)) || files > 1)
    .sort(
      (left, right) =>
        likelihood(right) - likelihood(left) || right.files - left.files || byCodeUnit(left.folder, right.folder),
    );
}

function likelihood({ folder }: MigrationsCandidate): number {
  return USUAL_NAME.test(basename(folder)) ? 1 : 0;
}

/** Prisma, Diesel and Hasura keep a folder per migration: the migrations are the folder above it. */
function collectionOf(file: string): string {
  const folder = dirname(file);
  return /^(up|migration)\.sql$/.test(basename(file)) ? dirname(folder) : folder;
}

async function visit(folder: string, depth: number, found: (file: string) => void): Promise<void> {
  // A folder that may not be read holds nothing that could be replayed either.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((left, right) => byCodeUnit(left.name, right.name))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && /^(?!.*\.(down|undo|rollback)\.sql$)(?!down\.sql$).*\.sql$/i.test(entry.name)) found(path);
    if (entry.isDirectory() && depth > 0 && !SKIPPED.test(entry.name)) await visit(path, depth - 1, found);
  }
}
