import { isAbsolute, join, relative } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Plan } from 'rowpact';

/** One file that a plan changes in Nx's tree. */
export interface TreeChange {
  /** Relative to the workspace's root, with forward slashes. */
  readonly path: string;
  readonly state: 'created' | 'updated' | 'deleted';
}

/**
 * Puts a plan into Nx's tree; nothing reaches the disk before Nx says so. A file that is as the plan wants it is not written, so that Nx
 * does not list it.
 * @returns what differs, in the plan's order
 * @throws Error where the plan has a file outside the workspace; the tree is then as it was
 */
export function writePlan(tree: Tree, plan: Pick<Plan, 'root' | 'changes'>): readonly TreeChange[] {
  const files = plan.changes.map(({ path, content }) => ({ path: pathInTree(tree, plan.root, path), content }));
  return files.flatMap(({ path, content }): readonly TreeChange[] => {
    const before = tree.exists(path) ? tree.read(path, 'utf8') : null;
    if (before === content) return [];
    if (content === null) tree.delete(path);
    else tree.write(path, content);
    return [{ path, state: content === null ? 'deleted' : before === null ? 'created' : 'updated' }];
  });
}

/** A path of a plan as Nx's tree names it. The tree ends at the workspace's root. */
function pathInTree(tree: Tree, root: string, path: string): string {
  const inside = relative(tree.root, join(root, path)).replaceAll('\\', '/');
  // On Windows the way to another drive is an absolute path.
  if (inside !== '..' && !inside.startsWith('../') && !isAbsolute(inside)) return inside;
  throw new Error(`${path} lies outside this Nx workspace; run \`rowpact\` there instead`);
}
