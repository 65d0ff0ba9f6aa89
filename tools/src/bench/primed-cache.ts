import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runNode } from './measure/run-node.js';
import type { LeagueProducer } from './producer/league-migrations.js';
import { addMigrations, createWorkspace, LEAGUE } from './producer/league-workspace.js';
import { type Environment, rowpactGenerate } from './subjects/programs.js';

/** What one replay of the producer left behind, for whoever is not measured on replaying. */
export interface PrimedCache {
  readonly folder: string;
  /** The migrations that were replayed. */
  readonly migrations: string;
  /** A cache of its own for a group, so that no group meets what another one left; `template` has no state of the producer in it. */
  readonly copyFor: (group: string, has: 'state' | 'template') => Promise<string>;
}

/** Replays the producer once: an empty PostgreSQL alone takes an `initdb` of seconds, and each group would pay for its own. */
export async function primedCache(
  folder: string,
  producer: LeagueProducer,
  { rowpact, env, templates }: { readonly rowpact: string; readonly env: Environment; readonly templates: string },
): Promise<PrimedCache> {
  const workspace = join(folder, 'loaded');
  const cache = join(folder, 'loaded-cache');
  await createWorkspace(workspace, 'migrations', producer.relations);
  await addMigrations(workspace, producer.migrations);
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(templates).catch(() => []))
    if (name.endsWith('.template')) await cp(join(templates, name), join(cache, name));
  await runNode(rowpactGenerate(rowpact, workspace, { ...env, ROWPACT_CACHE_DIR: cache }));
  return {
    folder: cache,
    migrations: join(workspace, LEAGUE.migrations),
    copyFor: async (group, has) => {
      const own = join(folder, `${group}-cache`);
      await mkdir(own, { recursive: true });
      for (const name of await readdir(cache))
        if (has === 'state' || name.endsWith('.template'))
          await cp(join(cache, name), join(own, name), { recursive: true });
      return own;
    },
  };
}
