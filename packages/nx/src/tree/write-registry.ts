import { formatFiles, type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import type { FirstRegistry } from 'rowpact';
import { tell } from './tell.js';
import { writePlan } from './write-plan.js';

/**
 * Puts new files of the registry into the tree. The YAML is people's own and is formatted as theirs is; what rowpact writes stays as it
 * is, for it would be written so again.
 * @returns fails, once the files are written, where the schema could not be looked at: they are what has to be mended
 */
export async function writeRegistry(
  tree: Tree,
  { plan, failures }: FirstRegistry,
  skipFormat: boolean | undefined,
): Promise<GeneratorCallback> {
  const { root } = plan;
  writePlan(tree, { root, changes: plan.changes.filter(({ path }) => path.endsWith('.yaml')) });
  if (!skipFormat) await formatFiles(tree);
  writePlan(tree, { root, changes: plan.changes.filter(({ path }) => !path.endsWith('.yaml')) });
  await tell(plan);
  const { describe } = await import('rowpact');
  for (const failure of failures) logger.error(describe.failure(failure));
  return () => {
    if (failures.length > 0) throw new Error('the schema could not be looked at, for the reasons above');
  };
}
