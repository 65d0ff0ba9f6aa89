import { logger, type Tree } from '@nx/devkit';
import { tell } from '../tree/tell.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { writePlan } from '../tree/write-plan.js';

/** Options of `nx generate @rowpact/nx:row-types`, as its schema.json has them. */
export interface RowTypesOptions {
  readonly consumer?: string;
  readonly producer?: string;
  readonly to?: string;
  readonly fromSnapshot?: boolean;
  readonly registry?: string;
  readonly cache?: boolean;
}

/**
 * Brings snapshot and generated modules up to date through Nx's tree, so that `--dry-run` shows what would change and
 * nothing is written when anything fails.
 */
export async function rowTypesGenerator(tree: Tree, options: RowTypesOptions): Promise<void> {
  // Loaded on use: Nx loads every generator file to list it.
  const { planGenerate } = await import('rowpact');
  const plan = await toldByNx(() => planGenerate({ ...options, cwd: tree.root, env: process.env }));
  const changed = writePlan(tree, plan);
  await tell(plan);
  if (changed.length === 0) logger.info('row types are up to date');
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default rowTypesGenerator;
