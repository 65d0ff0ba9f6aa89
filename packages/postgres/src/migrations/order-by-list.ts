import { FailureError, type Failure } from '@rowpact/model';
import { posix } from 'node:path';
import type { MigrationFile } from './migration-file.js';

/**
 * Puts files into the order that producer.yaml lists.
 * @param found - every file that may be a migration.
 * @param all - every file in the folder: a list may name one that would be left out by its name.
 * @throws FailureError (`migrations-order`) with a failure for each file that is listed and missing, listed twice, or not listed.
 */
export function orderByList(
  order: readonly string[],
  found: readonly MigrationFile[],
  all: ReadonlyMap<string, MigrationFile>,
  folder: string,
): readonly MigrationFile[] {
  const listed = order.map((entry) => posix.normalize(entry.replaceAll('\\', '/')));
  const wanted = new Set(listed);
  const unlisted = found.filter((file) => !wanted.has(file.path));
  const failures: Failure[] = [
    ...listed.filter((path) => !all.has(path)).map((path) => missing(folder, path)),
    ...repeated(listed).map((path) => listedTwice(folder, path)),
    ...unlisted.map((file) => notListed(folder, file.path)),
  ];
  const [first, ...others] = failures;
  if (first !== undefined) throw new FailureError(first, ...others);
  return listed.flatMap((path) => all.get(path) ?? []);
}

function repeated(paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return paths.filter((path) => seen.has(path) || !seen.add(path));
}

function missing(folder: string, path: string): Failure {
  const hint = 'Correct the path; it is relative to the folder of migrations.';
  return orderFailure(folder, `\`order:\` lists ${path}, which is not there`, hint);
}

function listedTwice(folder: string, path: string): Failure {
  return orderFailure(folder, `\`order:\` lists ${path} twice`, 'Take one of the two lines out.');
}

function notListed(folder: string, path: string): Failure {
  const hint = 'Add it at its place under `order:`, or a glob for it under `ignore:`.';
  return orderFailure(folder, `${path} is neither under \`order:\` nor ignored`, hint);
}

function orderFailure(folder: string, message: string, hint: string): Failure {
  return { code: 'migrations-order', message, hint, location: { file: folder } };
}
