import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../world.js';

/** Gives work a new folder outside the repository and removes it in every case, an interrupt included. */
export async function inTemporaryFolder<Result>(
  { uninterrupted }: Pick<World, 'uninterrupted'>,
  purpose: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  return uninterrupted(async () => {
    const folder = await mkdtemp(join(await realpath(tmpdir()), `rowpact-${purpose}-`));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}
