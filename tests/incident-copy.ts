import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { addTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { type Outcome, REPOSITORY, rowpact } from './run-tool.js';

/** The day before the incident, with its producer and all three consumers, in a folder of their own. */
export interface IncidentCopy {
  /** What holds them all, absolute. */
  readonly root: string;
  /** westside-contracts at 018, with the registry: where the commands are run. */
  readonly service: string;
  /** Copies more of `examples/` into it, under this or another name. */
  copy(from: string, to?: string): Promise<void>;
  rowpact(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>;
  remove(): Promise<void>;
}

const NOT_COPIED = new Set(['node_modules', '.svelte-kit', 'build', 'dist']);

export async function copyIncident(): Promise<IncidentCopy> {
  const root = await mkdtemp(join(tmpdir(), 'rowpact-incident-'));
  const service = join(root, 'incident/at-018');
  const filter = (source: string): boolean => !NOT_COPIED.has(basename(source));
  const copy = (from: string, to = from): Promise<void> =>
    cp(join(REPOSITORY, 'examples', from), join(root, to), { recursive: true, filter });
  for (const folder of ['basketball-api', 'coach-dashboard', 'notifier', 'incident/at-018']) await copy(folder);
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  // `npm install` does this in a real checkout.
  const synced = spawnSync(join(REPOSITORY, 'node_modules/.bin/svelte-kit'), ['sync'], {
    cwd: service,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (synced.status !== 0) throw new Error(`svelte-kit sync failed in the copy: ${synced.stderr}`);
  await mkdir(join(root, '.cache'));
  await addTemplate(join(root, '.cache'));
  return {
    ...{ root, service, copy },
    rowpact: (args, env = {}) =>
      rowpact(args, { cwd: service, env: { ROWPACT_CACHE_DIR: join(root, '.cache'), ...env } }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
