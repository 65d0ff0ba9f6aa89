import type { GeneratorCallback, Tree } from '@nx/devkit';
import { given, registryFolder, settingsFor } from '../nx-json/plugin-entry.js';
import { mayAsk } from '../tree/may-ask.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { workspaceOptions } from '../tree/workspace-options.js';
import { writeDatabaseProject } from '../tree/write-database-project.js';
import { writeRegistry } from '../tree/write-registry.js';

/** Options of `nx generate @rowpact/nx:producer`, as its schema.json has them. Paths are relative to the workspace. */
export interface ProducerOptions {
  readonly name?: string;
  readonly migrations?: string;
  readonly schemaFile?: string;
  readonly databaseEnv?: string;
  readonly registry?: string;
  readonly skipFormat?: boolean;
}

/** Registers the service that owns a database, with the snapshot of its schema. */
export async function producerGenerator(tree: Tree, options: ProducerOptions): Promise<GeneratorCallback> {
  const { planInit } = await import('rowpact');
  const { name, migrations, schemaFile, databaseEnv } = options;
  const settings = settingsFor(tree, registryFolder(tree, options.registry));
  const planned = await toldByNx(() =>
    planInit({
      ...workspaceOptions(tree, options.registry),
      ...{ producer: given(name), migrations: given(migrations), schemaFile, databaseEnv },
      ...{ adds: 'producer', withTypes: true, interactive: mayAsk(process.env) },
    }),
  );
  // Also where its schema could not be looked at: the registry has it all the same.
  for (const { path, producer } of planned.plan.changes)
    if (path.endsWith('/producer.yaml')) writeDatabaseProject(tree, settings, producer);
  return writeRegistry(tree, planned, options.skipFormat);
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default producerGenerator;
