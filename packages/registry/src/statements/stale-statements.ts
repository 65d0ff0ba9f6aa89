import type { FileChange } from '@rowpact/model';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isMissing } from '../files/read-files.js';
import type { RegisteredProducer } from '../registry.js';
import { STATEMENTS_SUFFIX } from './print-statements.js';

/**
 * Records of statements whose contract is not there any more, as deletions sorted by path. Reading a registry passes over
 * them: what nobody is registered for is used by nobody.
 * @param directory the registry folder
 */
export async function staleStatements(
  directory: string,
  { producer, contracts, leftOut }: RegisteredProducer,
): Promise<readonly FileChange[]> {
  const folder = `${producer.name}/consumers`;
  const names = await readdir(join(directory, folder)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const consumers = [...contracts.map(({ contract }) => contract.consumer), ...leftOut];
  const kept = new Set(consumers.map((consumer) => `${consumer}${STATEMENTS_SUFFIX}`));
  return names
    .filter((name) => name.endsWith(STATEMENTS_SUFFIX) && !name.startsWith('.') && !kept.has(name))
    .sort()
    .map((name) => ({ path: `${basename(directory)}/${folder}/${name}`, content: null }));
}
