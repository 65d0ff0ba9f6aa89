import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '@rowpact/model';
import { isMissing } from './files/read-files.js';

/** The folder that holds the JSON Schemas of a registry's files: the mark of a registry without producers. */
export const SCHEMAS_FOLDER = '.schemas';

/**
 * The nearest `registry` folder that is one, in `start` or above it: it holds a producer, or was set up for one.
 * @param start an absolute path
 */
export async function findRegistry(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'registry');
    if (await isRegistry(candidate)) return candidate;
    if (dirname(folder) === folder) return null;
  }
}

async function isRegistry(directory: string): Promise<boolean> {
  const names = await listFolder(directory);
  if (names.includes(SCHEMAS_FOLDER)) return true;
  const producers = await Promise.all(names.map((name) => listFolder(join(directory, name))));
  return producers.some((files) => files.includes('producer.yaml'));
}

/** Names in a folder; none where there is no folder. One that cannot be looked into is a failure, never "nothing there". */
async function listFolder(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    const reason = error instanceof Error ? error.message : String(error);
    return fail({
      code: 'file-unreadable',
      message: `Could not look for a registry in ${directory}: ${reason}`,
      hint: 'Give yourself read access to the folder, or name the registry with --registry.',
      location: { file: directory },
    });
  }
}
