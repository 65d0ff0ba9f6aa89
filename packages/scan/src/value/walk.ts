import { ts } from 'ts-morph';

/**
 * Visits a node and everything within it in the order of the source, without recursion: generated code nests thousands deep.
 * @param visit - false to leave out what is within a node.
 */
export function walkNodes(root: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
  const pending: ts.Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (visit(node) === false) continue;
    const first = pending.length;
    ts.forEachChild(node, (child) => {
      pending.push(child);
    });
    reverseFrom(pending, first);
  }
}

/** The first node that a question is answered for, with the answer. */
export function findWithin<Answer>(root: ts.Node, ask: (node: ts.Node) => Answer | null): Answer | null {
  let found: Answer | null = null;
  walkNodes(root, (node) => {
    if (found !== null) return false;
    found = ask(node);
    return found === null;
  });
  return found;
}

function reverseFrom(nodes: ts.Node[], first: number): void {
  for (let left = first, right = nodes.length - 1; left < right; left += 1, right -= 1) {
    const node = nodes[left];
    const other = nodes[right];
    if (node && other) [nodes[left], nodes[right]] = [other, node];
  }
}
