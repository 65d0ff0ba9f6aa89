import { byCodeUnit } from '@rowpact/model';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../files/read-files.js';

/** The `.json` files below a producer's `schema` folder, relative to it, with forward slashes, sorted. */
export async function listSnapshotFiles(folder: string): Promise<readonly string[]> {
  return (await list(folder, '')).sort(byCodeUnit);
}

async function list(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const lists = entries.map(async (entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory()) return list(join(folder, entry.name), `${path}/`);
    return entry.name.endsWith('.json') && !entry.name.startsWith('.') ? [path] : [];
  });
  return (await Promise.all(lists)).flat();
}
