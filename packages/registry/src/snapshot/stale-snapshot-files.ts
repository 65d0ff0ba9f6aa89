import type { FileChange } from '@rowpact/model';
import { basename, join } from 'node:path';
import { listSnapshotFiles } from './list-snapshot-files.js';

/**
 * The snapshot's files that are there and are not among the wanted ones, as deletions. Only `.json` files in the
 * producer's `schema` folder are ever named; whatever else lies there stays.
 * @param directory the registry folder
 */
export async function staleSnapshotFiles(
  directory: string,
  producerName: string,
  wanted: readonly FileChange[],
): Promise<readonly FileChange[]> {
  const kept = new Set(wanted.map((change) => change.path));
  const files = await listSnapshotFiles(join(directory, producerName, 'schema'));
  return files
    .map((file) => `${basename(directory)}/${producerName}/schema/${file}`)
    .filter((path) => !kept.has(path))
    .map((path) => ({ path, content: null }));
}
