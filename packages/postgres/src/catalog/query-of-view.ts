import { readNodeTree, TreeNode } from './node-tree.js';

/** The query in a view's rule (`pg_rewrite.ev_action`); null where the tree is none that we can read. */
export function queryOfView(ruleTree: string): TreeNode | null {
  try {
    const actions = readNodeTree(ruleTree);
    const query: unknown = Array.isArray(actions) ? actions[0] : null;
    return query instanceof TreeNode && query.tag === 'QUERY' ? query : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
