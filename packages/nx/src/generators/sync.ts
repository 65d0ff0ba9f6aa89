import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { PluginSettings } from '../plugin/plugin-options.js';
import { writeDatabaseProject } from '../tree/write-database-project.js';
import type { StalePlan } from '../sync/plan-in-worker.js';
import { registeredSettings } from '../nx-json/plugin-entry.js';

/** What Nx takes from a sync generator: nothing, or why the workspace is out of sync. */
export interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Brings the snapshot of every registry and the generated modules up to date. With nothing changed since all was so, only
 * the files' stamps are looked at, and no code is loaded beyond that: this runs before every task.
 */
export async function syncGenerator(tree: Tree): Promise<OutOfSync | undefined> {
  const details: string[] = [];
  for (const settings of registeredSettings(tree)) {
    if (!existsSync(join(tree.root, settings.registry))) continue;
    if (!settings.commit) await refuseUnprepared(settings);
    details.push(...missingDatabases(tree, settings));
    const stale = await staleIn(tree.root, settings);
    if (stale === null) continue;
    details.push(...(await carriedOut(tree, stale)));
  }
  if (details.length === 0) return undefined;
  return { outOfSyncMessage: 'The registry or generated row types are stale.', outOfSyncDetails: details };
}

/** Makes the projects that stand for databases, where a registry came without Nx. Those that are there are people's own. */
function missingDatabases(tree: Tree, settings: PluginSettings): readonly string[] {
  const { registry } = settings;
  const producers = tree.children(registry).filter((name) => tree.exists(`${registry}/${name}/producer.yaml`));
  const created = producers.flatMap((name) => writeDatabaseProject(tree, settings, name) ?? []);
  return created.map((file) => `- ${file} would be created`);
}

async function staleIn(root: string, { registry, commit, fromSnapshot }: PluginSettings): Promise<StalePlan | null> {
  const options = { cwd: root, env: process.env, registry, modules: commit, fromSnapshot };
  const startedAt = Date.now();
  const { isInSync } = await import('rowpact/sync');
  if (await isInSync(options)) return null;
  const { planInWorker } = await import('../sync/plan-in-worker.js');
  return planInWorker(options, startedAt);
}

async function carriedOut(tree: Tree, stale: StalePlan): Promise<readonly string[]> {
  const [{ logger }, { writePlan }] = await Promise.all([import('@nx/devkit'), import('../tree/write-plan.js')]);
  for (const finding of stale.findings) logger.warn(finding);
  const { here, elsewhere } = byPlace(tree.root, stale);
  for (const path of elsewhere)
    logger.warn(`${path} is stale and lies outside this workspace; run \`rowpact generate\` there`);
  return writePlan(tree, here).map(({ path, state }) => `- ${path} would be ${state}`);
}

/** Consumers beside this workspace cannot be written through its tree; their own repository keeps them in step. */
function byPlace(
  workspaceRoot: string,
  { root, changes }: StalePlan,
): { readonly here: Pick<StalePlan, 'root' | 'changes'>; readonly elsewhere: readonly string[] } {
  const isInside = (path: string): boolean => !/^\.\.(?:[\\/]|$)/.test(relative(workspaceRoot, join(root, path)));
  return {
    here: { root, changes: changes.filter(({ path }) => isInside(path)) },
    elsewhere: changes.flatMap(({ path }) => (isInside(path) ? [] : [path])),
  };
}

/** A build that does not wait for its module compiles an old one: better none than that. */
async function refuseUnprepared(settings: PluginSettings): Promise<void> {
  const { createProjectGraphAsync } = await import('@nx/devkit');
  const { unpreparedTargets } = await import('../sync/waiting-targets.js');
  const unprepared = unpreparedTargets(await createProjectGraphAsync(), settings);
  if (unprepared.length === 0) return;
  throw new Error(
    `\nGenerated modules are not committed (commit: false), and these targets may compile old ones:\n${unprepared
      .map((line) => `- ${line}`)
      .join('\n')}\nnext: run \`nx generate @rowpact/nx:init --no-commit\`, or add it to the targetDefaults in nx.json`,
  );
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default syncGenerator;
