import { fail } from '@rowpact/model';
import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { listIncludes } from './split-statements.js';
import type { IncludeDirective } from './file-splitter.js';
import type { IncludedFile } from './migration.js';
import { readSqlFile } from './read-sql-file.js';

const MAY_INCLUDE = /\\i(?:r|nclude|nclude_relative)?[ \t]/;

interface Search {
  readonly root: string;
  /** Folder of the file that psql would be started with. */
  readonly top: string;
  readonly found: IncludedFile[];
  readonly done: Set<string>;
}

/**
 * Reads every file that psql's include commands in a text lead to, each directive once.
 * @param path - absolute path of the file the text came from.
 * @throws FailureError (`migration-unreadable`) for a missing file or a cycle.
 */
export async function resolveIncludes(text: string, path: string, root: string): Promise<readonly IncludedFile[]> {
  if (!MAY_INCLUDE.test(text)) return [];
  const search: Search = { root, top: dirname(path), found: [], done: new Set() };
  await follow(search, text, [path]);
  return search.found;
}

/** A path relative to the root with forward slashes, the form in which files are named to people. */
export function displayPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/** @param chain - the files that include one another, the outermost first; the text is the last one's. */
async function follow(search: Search, text: string, chain: readonly string[]): Promise<void> {
  const file = chain.at(-1) ?? '';
  if (search.done.has(file) || !MAY_INCLUDE.test(text)) return;
  search.done.add(file);
  const from = displayPath(search.root, file);
  for (const directive of listIncludes(text, from)) {
    const target = await locate(search, directive, file, from);
    if (chain.includes(target)) failCycle(search, directive, from, [...chain, target]);
    const path = displayPath(search.root, target);
    const included = readSqlFile(target, path);
    search.found.push({ from, offset: directive.offset, path, text: included });
    await follow(search, included, [...chain, target]);
  }
}

/** `\ir` is exact; where psql was started for `\i` is unknown, so the folders from the schema file up to the root are tried. */
async function locate(search: Search, directive: IncludeDirective, file: string, from: string): Promise<string> {
  const folders = directive.relative
    ? [dirname(file)]
    : [search.top, dirname(file), ...foldersUpTo(search.root, search.top)];
  const candidates = [...new Set(folders.map((folder) => resolve(folder, directive.target)))];
  for (const candidate of candidates) {
    if (await isFile(candidate)) return candidate;
  }
  return fail({
    code: 'migration-unreadable',
    message: `${from}:${String(directive.line)} includes ${directive.target}, which is not there`,
    hint: 'Correct the path, or include it with \\ir, which is relative to the including file.',
    location: { file: from, line: directive.line },
    detail: candidates.map((candidate) => `looked for ${displayPath(search.root, candidate)}`),
  });
}

function foldersUpTo(root: string, from: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = from; folder !== root && folder !== dirname(folder); folder = dirname(folder))
    folders.push(dirname(folder));
  return folders.includes(root) ? folders : [root];
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function failCycle(search: Search, directive: IncludeDirective, from: string, chain: readonly string[]): never {
  const names = chain.map((path) => displayPath(search.root, path));
  fail({
    code: 'migration-unreadable',
    message: `${from}:${String(directive.line)} includes a file that includes it: ${names.join(' -> ')}`,
    hint: 'Take one of the includes out.',
    location: { file: from, line: directive.line },
  });
}
