import type { Node } from 'yaml';
import type { DocumentPath } from './document-path.js';
import { loadYaml } from './load-yaml.js';
import { keyText } from './node-places.js';
import type { Problem } from './problem.js';

export interface PlainValue {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** False where an alias left a hole in the value. */
  readonly complete: boolean;
}

/**
 * A YAML node as plain values: maps without prototype, lists, scalars. Aliases and duplicate keys become problems:
 * an alias makes a file that a person cannot read entry by entry, and can blow up a small file into a huge one.
 */
export function toPlainValue(node: Node | null): PlainValue {
  const problems: Problem[] = [];
  const value = convert(node, [], problems);
  return { value, problems, complete: !problems.some((problem) => problem.message === ALIAS.message) };
}

function convert(node: unknown, path: DocumentPath, problems: Problem[]): unknown {
  const { isAlias, isMap, isScalar, isSeq } = loadYaml();
  if (isScalar(node)) return node.value ?? null;
  if (isSeq(node)) return node.items.map((item, index) => convert(item, [...path, index], problems));
  if (isMap(node)) return convertMap(node.items, path, problems);
  if (isAlias(node)) problems.push({ path, at: 'value', ...offsetOf(node), ...ALIAS });
  return null;
}

function convertMap(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  path: DocumentPath,
  problems: Problem[],
): unknown {
  const map = Object.create(null) as Record<string, unknown>; // no prototype: the only way to get one is Object.create
  for (const pair of items) {
    const key = keyText(pair.key);
    const here = [...path, key];
    if (Object.hasOwn(map, key)) problems.push(duplicate(here, pair.key));
    else map[key] = convert(pair.value, here, problems);
  }
  return map;
}

const ALIAS = {
  message: 'expected a value, found an alias (`*name`)',
  hint: 'Write the value out: registry files use no anchors and aliases.',
};

function duplicate(path: DocumentPath, key: unknown): Problem {
  const message = 'expected each key once, found it a second time';
  const hint = 'Merge the entries that share this key, or remove one.';
  return { path, at: 'key', message, hint, ...offsetOf(key) };
}

function offsetOf(node: unknown): { readonly offset?: number } {
  const { isAlias, isScalar } = loadYaml();
  const range = isScalar(node) || isAlias(node) ? node.range : null;
  return range ? { offset: range[0] } : {};
}
