import { createRequire } from 'node:module';
import type { NxJsonConfiguration, Tree } from '@nx/devkit';
import type * as Devkit from '@nx/devkit';

/**
 * nx.json as Nx reads it. Where it is plain JSON that extends nothing, @nx/devkit is not loaded for it: that takes longer
 * than all the rest of a sync that has nothing to do.
 */
export function readNxJson(tree: Tree): NxJsonConfiguration | null {
  return plainNxJson(tree) ?? (createRequire(import.meta.url)('@nx/devkit') as typeof Devkit).readNxJson(tree);
}

/** Null where there is more to it, or less. */
function plainNxJson(tree: Tree): NxJsonConfiguration | null {
  try {
    const value: unknown = JSON.parse(tree.read('nx.json', 'utf8') ?? '');
    return typeof value === 'object' && value !== null && !('extends' in value) ? value : null; // Nx has checked the rest.
  } catch {
    return null;
  }
}
