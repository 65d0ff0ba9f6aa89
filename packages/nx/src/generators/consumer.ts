import type { GeneratorCallback, Tree } from '@nx/devkit';
import { given, registryFolder, settingsFor } from '../nx-json/plugin-entry.js';
import { mayAsk } from '../tree/may-ask.js';
import { projectRoot } from '../tree/project-root.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { workspaceOptions } from '../tree/workspace-options.js';
import { writeRegistry } from '../tree/write-registry.js';

/** Options of `nx generate @rowpact/nx:consumer`, as its schema.json has them. */
export interface ConsumerOptions {
  /** The Nx project. */
  readonly project: string;
  /** What the registry calls it; the project's name without its scope when left out. */
  readonly name?: string;
  /** Its folder, relative to the workspace; the project's root when left out. */
  readonly source?: string;
  readonly producer?: string;
  /** The module to write, relative to its folder. */
  readonly output?: string;
  readonly driver?: 'pg' | 'postgres';
  readonly kysely?: boolean;
  /** Tables and views as people write them; all of them when left out. */
  readonly relations?: readonly string[];
  readonly registry?: string;
  readonly skipFormat?: boolean;
}

/** Registers a service that uses a producer's database, and writes its row types. */
export async function consumerGenerator(tree: Tree, options: ConsumerOptions): Promise<GeneratorCallback> {
  const { planInit, plainName } = await import('rowpact');
  const { project, name, producer, output, driver, kysely, relations } = options;
  const source = given(options.source) ?? (await projectRoot(tree, project));
  const { commit } = settingsFor(tree, registryFolder(tree, options.registry));
  const planned = await toldByNx(() =>
    planInit({
      ...workspaceOptions(tree, options.registry),
      ...{ consumer: given(name) ?? plainName(project), source, producer: given(producer) },
      ...{ output: given(output), driver, kysely, relations: relations?.length === 0 ? undefined : relations },
      ...{ adds: 'consumer', withTypes: true, interactive: mayAsk(process.env) },
    }),
  );
  // Where modules are not committed, a build makes them.
  const changes = planned.plan.changes.filter((change) => commit || change.consumer === null);
  return writeRegistry(tree, { ...planned, plan: { ...planned.plan, changes } }, options.skipFormat);
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default consumerGenerator;
