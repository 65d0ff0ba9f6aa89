import type { Tree } from '@nx/devkit';
import type { RowpactOptions } from 'rowpact';
import { registryFolder } from '../nx-json/plugin-entry.js';

/** What rowpact is told by every generator: the workspace, the environment, and where the registry lies. */
export function workspaceOptions(
  tree: Tree,
  registry: string | undefined,
): Pick<RowpactOptions, 'cwd' | 'env' | 'registry' | 'cache'> {
  const { env } = process;
  return { cwd: tree.root, env, registry: registryFolder(tree, registry), cache: env.ROWPACT_CACHE !== 'off' };
}
