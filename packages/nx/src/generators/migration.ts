import type { Tree } from '@nx/devkit';
import { given } from '../nx-json/plugin-entry.js';
import { tell } from '../tree/tell.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { workspaceOptions } from '../tree/workspace-options.js';
import { writePlan } from '../tree/write-plan.js';

/** Options of `nx generate @rowpact/nx:migration`, as its schema.json has them. */
export interface MigrationGeneratorOptions {
  /** What it does, in a few words. */
  readonly name?: string;
  readonly drop?: readonly string[];
  readonly producer?: string;
  readonly registry?: string;
}

/** Writes the next migration of a producer: `rowpact migration` through Nx's tree. */
export async function migrationGenerator(tree: Tree, options: MigrationGeneratorOptions): Promise<void> {
  const { planMigration } = await import('rowpact');
  const { name, drop, producer } = options;
  const plan = await toldByNx(() =>
    planMigration({
      ...workspaceOptions(tree, options.registry),
      ...{ name: given(name) ?? null, drop: drop ?? [], producer: given(producer), now: Date.now() },
    }),
  );
  writePlan(tree, plan);
  await tell(plan);
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default migrationGenerator;
