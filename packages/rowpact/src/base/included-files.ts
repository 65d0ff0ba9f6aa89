import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { byCodeUnit } from '@rowpact/model';

/** psql's include commands, also in comments and texts: what is not meant is taken along and not read. */
const INCLUDE = /\\i(?:r|nclude|nclude_relative)?[ \t]+(?:'(?<quoted>[^'\n]+)'|(?<bare>[^\s'\\;]+))/gu;

/**
 * Where the files may lie that SQL files include, paths from the registry's root on: beside the including file, and below every
 * folder from there to the root, since nobody knows where psql is started. More than is read, and never less.
 * @param folder - the absolute folder that stands for the root.
 */
export async function includeCandidates(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const folders = new Set(files.flatMap(foldersAbove));
  for (const file of files) {
    if (!/\.(?:sql|psql|ddl)$/iu.test(file)) continue;
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    for (const { groups } of text.matchAll(INCLUDE)) {
      const target = groups?.['quoted'] ?? groups?.['bare'];
      if (target === undefined || posix.isAbsolute(target)) continue;
      for (const above of folders) found.add(posix.join(above, target));
    }
  }
  return [...found].sort(byCodeUnit);
}

function foldersAbove(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === '.' || folder === '..' || folder.endsWith('/..')) return folders;
  }
}
