import { posix } from 'node:path';
import { type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import type { FirstRegistry } from 'rowpact';
import { entrySettings, given, registryFolder } from '../nx-json/plugin-entry.js';
import { databaseProjectFile, databaseProjectText } from '../plugin/database-project.js';
import { projectName } from '../plugin/plugin-options.js';
import { mayAsk } from '../tree/may-ask.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { workspaceOptions } from '../tree/workspace-options.js';
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
  const planned = await toldByNx(() =>
    planInit({
      ...workspaceOptions(tree, options.registry),
      ...{ producer: given(name), migrations: given(migrations), schemaFile, databaseEnv },
      ...{ adds: 'producer', withTypes: true, interactive: mayAsk(process.env) },
    }),
  );
  const finish = await writeRegistry(tree, planned, options.skipFormat);
  addDatabaseProject(tree, planned, registryFolder(tree, options.registry));
  return finish;
}

/** The project that stands for the database, as `nx sync` would make it. */
function addDatabaseProject(tree: Tree, { plan }: FirstRegistry, registry: string): void {
  const file = plan.changes.find(({ path }) => posix.basename(path) === 'producer.yaml');
  if (file === undefined) return;
  const folder = posix.join(registry, file.producer);
  const { databaseProjectName } = entrySettings(tree, readNxJson(tree) ?? {}, registry);
  const project = databaseProjectFile(folder);
  if (!tree.exists(project))
    tree.write(project, databaseProjectText(folder, projectName(databaseProjectName, file.producer)));
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default producerGenerator;
