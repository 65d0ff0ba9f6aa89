import type { Document } from 'yaml';
import { printPath, type DocumentPath } from '../document/document-path.js';
import { keyText } from '../document/node-places.js';
import { addToBlockList, addToBlockMap, removeCommentsOf, removeFromBlock } from './edit-block.js';
import { addToFlow, removeFromFlow } from './edit-flow.js';
import { contentEnd, entriesOf, type Collection } from './entries.js';
import { printFlow, printFlowPair, printPair } from './print-yaml.js';
import { replaceValue } from './replace-value.js';
import { columnOf, insertLines, type Splice } from './splice.js';
import { YamlEditError, type EditStep, type YamlValue } from './yaml-edit.js';
import { isCollection, isMap, isScalar, isSeq } from './yaml-nodes.js';

/** The splices that make one step to a parsed text. `step`: how many spaces the document indents by. */
export function planEdit(text: string, document: Document.Parsed, edit: EditStep, step: number): readonly Splice[] {
  const { parents, node, rest } = walk(document.contents, edit.path);
  if (!('set' in edit)) {
    if (rest.length > 0) throw new YamlEditError(`${printPath(edit.path)}: there is nothing to change`);
    if ('add' in edit) return planAddition(text, { parents, node, entries: edit.add }, step);
    return 'remove' in edit ? planRemoval(text, parents, step) : planUncommenting(text, parents);
  }
  if (rest.length > 0 && isScalar(node) && node.value !== null)
    throw new YamlEditError(`${printPath(edit.path)}: a value further up is no map or list`);
  const value = nest(rest.slice(rest.length > 0 && isCollection(node) ? 1 : 0), edit.set);
  if (rest.length === 0 || !isCollection(node)) return planReplacement(text, parents, value, step);
  const key = rest[0] ?? '';
  if (isMap(node) ? typeof key !== 'string' : key !== node.items.length)
    throw new YamlEditError(`${printPath([key])} is no place in a ${isMap(node) ? 'map' : 'list'}`);
  return planAddition(text, { parents, node, entries: [[String(key), value]] }, step);
}

interface Step {
  readonly collection: Collection;
  readonly index: number;
}

interface Walked {
  readonly parents: readonly Step[];
  readonly node: unknown;
  /** The steps that lead to nothing yet. */
  readonly rest: DocumentPath;
}

function walk(top: unknown, path: DocumentPath): Walked {
  const parents: Step[] = [];
  let node = top;
  for (const [depth, step] of path.entries()) {
    const index = isMap(node)
      ? node.items.findIndex((pair) => keyText(pair.key) === String(step))
      : isSeq(node) && typeof step === 'number' && step < node.items.length
        ? step
        : -1;
    if (!isCollection(node) || index < 0) return { parents, node, rest: path.slice(depth) };
    parents.push({ collection: node, index }); // a parsed collection is a map or a list
    const item: unknown = node.items[index];
    node = isMap(node) ? (item as { readonly value: unknown }).value : item; // a map's items are pairs
  }
  return { parents, node, rest: [] };
}

function nest(path: DocumentPath, value: YamlValue): YamlValue {
  return path.reduceRight<YamlValue>((inner, step) => {
    if (typeof step === 'string') return Object.fromEntries([[step, inner]]);
    if (step === 0) return [inner];
    throw new YamlEditError(`a list starts at 0, not at ${step}`);
  }, value);
}

function planReplacement(text: string, parents: readonly Step[], value: YamlValue, step: number): readonly Splice[] {
  const last = parents.at(-1);
  if (last) return replaceValue(text, last.collection, last.index, value, step);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new YamlEditError('the document as a whole cannot be replaced');
  const lines = Object.entries(value).flatMap(([key, item]) => printPair(key, item, step)); // a map's values
  return [insertLines(text, text.length, lines)];
}

interface Addition {
  readonly parents: readonly Step[];
  readonly node: unknown;
  readonly entries: readonly (readonly [string, YamlValue])[];
}

function planAddition(text: string, { parents, node, entries }: Addition, step: number): readonly Splice[] {
  if (isMap(node)) {
    if (!node.flow) return [addToBlockMap(text, node, entries, step)];
    const emptyInBlock = node.items.length === 0 && parents.every(({ collection }) => !collection.flow);
    const plain = emptyInBlock && parents.length > 0 && /^\{\s*\}$/u.test(textOf(text, node));
    if (plain) return planReplacement(text, parents, Object.fromEntries(entries), step);
    const printed = entries.map(([key, value]) => printFlowPair(key, value));
    return addToFlow(text, node, printed);
  }
  if (!isSeq(node)) throw new YamlEditError('only a map or a list can be added to');
  const values = entries.map(([, value]) => value);
  return node.flow ? addToFlow(text, node, values.map(printFlow)) : [addToBlockList(text, node, values)];
}

function planUncommenting(text: string, parents: readonly Step[]): readonly Splice[] {
  const last = parents.at(-1);
  return last ? removeCommentsOf(text, last.collection, last.index) : [];
}

function planRemoval(text: string, parents: readonly Step[], step: number): readonly Splice[] {
  const last = parents.at(-1);
  if (!last) throw new YamlEditError('the document as a whole cannot be removed');
  const { collection, index } = last;
  if (collection.flow) return removeFromFlow(text, collection, index);
  if (collection.items.length > 1) return [removeFromBlock(text, collection, index)];
  const empty = isMap(collection) ? {} : [];
  if (parents.length > 1) return planReplacement(text, parents.slice(0, -1), empty, step);
  const start = entriesOf(text, collection)[0]?.start ?? 0;
  return [{ start, end: contentEnd(text, collection), text: printFlow(empty) }];
}

function textOf(text: string, node: Collection): string {
  return text.slice(node.range?.[0] ?? 0, contentEnd(text, node));
}

/** How many spaces the document indents by, as its first nested block map shows; two where none does. */
export function indentationOf(text: string, { contents: top }: Document.Parsed): number {
  if (!isMap(top) || top.flow) return 2;
  for (const { value } of entriesOf(text, top)) {
    if (!isMap(value) || value.flow) continue;
    const column = columnOf(text, entriesOf(text, value)[0]?.start ?? 0);
    if (column > 0) return column;
  }
  return 2;
}
