import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { REPOSITORY } from './run-tool.js';

/** The service as it stood when its hand-written list was reviewed, and its producer, in a folder of their own. */
export interface ReviewCopy {
  /** The service's folder, absolute; its registry and its list lie in it. */
  readonly service: string;
  remove(): Promise<void>;
}

const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build', 'dist']);

export async function copyReview(): Promise<ReviewCopy> {
  const root = await mkdtemp(join(tmpdir(), 'rowpact-review-'));
  const filter = (source: string): boolean => !NOT_COPIED.has(basename(source));
  for (const folder of ['basketball-api', 'incident/at-review']) {
    await cp(join(REPOSITORY, 'examples', folder), join(root, 'examples', folder), { recursive: true, filter });
  }
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  const service = join(root, 'examples/incident/at-review');
  // `npm install` does this in a real checkout.
  const synced = spawnSync(join(REPOSITORY, 'node_modules/.bin/svelte-kit'), ['sync'], {
    cwd: service,
    encoding: 'utf8',
  });
  if (synced.status !== 0) throw new Error(`svelte-kit sync failed in the copy: ${synced.stderr}`);
  return { service, remove: () => rm(root, { recursive: true, force: true }) };
}
