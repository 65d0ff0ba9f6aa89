import type { Node } from 'yaml';
import type { DocumentPath } from './document-path.js';
import { loadYaml } from './load-yaml.js';

/** Where the node at a path starts, or the nearest node above it. */
export function offsetOf(top: Node | null, path: DocumentPath, at: 'key' | 'value'): number {
  let node: unknown = top;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === null) return offset;
    offset = startOf(child.key) ?? offset;
    if (at === 'value' && index === path.length - 1) return startOf(child.value) ?? offset;
    node = child.value;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { readonly key: unknown; readonly value: unknown } | null {
  const { isMap, isSeq } = loadYaml();
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item.key) === String(step));
    return pair ? { key: pair.key, value: pair.value } : null;
  }
  if (!isSeq(node) || typeof step !== 'number' || step >= node.items.length) return null;
  return { key: node.items[step], value: node.items[step] };
}

/** The text of a map's key; keys are text in every registry file. */
export function keyText(key: unknown): string {
  return loadYaml().isScalar(key) ? String(key.value) : '';
}

/** Where a node's own text starts; null for one that was left empty. */
function startOf(node: unknown): number | null {
  const { isCollection, isScalar } = loadYaml();
  if (!isScalar(node) && !isCollection(node)) return null;
  const range = node.range;
  return range && (range[0] !== range[1] || !isScalar(node)) ? range[0] : null;
}
