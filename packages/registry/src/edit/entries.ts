import type { CST, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { YamlEditError } from './yaml-edit.js';
import { isScalar, isSeq } from './yaml-nodes.js';

/** A map or list of a parsed document. */
export type Collection = YAMLMap | YAMLSeq;

/** Where one item of a map or list stands in the text. */
export interface Entry {
  /** First character: of the key, the dash, the item. */
  readonly start: number;
  /** After the colon or dash; null where there is none (`? key`, `{ key }`, items between brackets). */
  readonly indicatorEnd: number | null;
  /** The value's node; null where nothing was written. */
  readonly value: unknown;
  /** First character of the value with its tag or anchor; null where nothing was written. */
  readonly valueStart: number | null;
  /** After the last character of the item, comments left out. */
  readonly end: number;
  /** The comma before the item, between brackets. */
  readonly comma: number | null;
}

/** The items of a collection in the order of the text, one for each of its nodes. */
export function entriesOf(text: string, collection: Collection): readonly Entry[] {
  const token = collection.srcToken;
  if (!token || !('items' in token)) throw new YamlEditError('a map inside a list in brackets cannot be edited');
  const items = token.items.filter((item) => isItem(item));
  if (items.length !== collection.items.length)
    throw new YamlEditError('the items of a collection could not be told apart');
  return items.map((item, index) => {
    const node = collection.items[index];
    return entryOf(text, item, isSeq(collection) ? node : (node as { readonly value: unknown }).value); // a map's items are pairs
  });
}

/** Where a node's own text ends, before comments and blank lines. */
export function contentEnd(text: string, node: unknown): number {
  if (isScalar(node)) return scalarEnd(text, node);
  const collection = node as Collection; // documents with aliases are refused before
  if (collection.flow) return collection.range?.[1] ?? 0;
  return entriesOf(text, collection).at(-1)?.end ?? collection.range?.[1] ?? 0;
}

type Item = CST.BlockMap['items'][number] | CST.BlockSequence['items'][number] | CST.FlowCollection['items'][number];

function isItem(item: Item): boolean {
  const marked = item.start.some(({ type }) => type === 'seq-item-ind' || type === 'explicit-key-ind');
  return marked || Boolean(item.key ?? item.value) || (item.sep?.length ?? 0) > 0;
}

function entryOf(text: string, item: Item, value: unknown): Entry {
  const separator = item.sep ?? item.start;
  const indicator = separator.find(({ type }) => type === 'map-value-ind' || type === 'seq-item-ind');
  const indicatorEnd = indicator ? indicator.offset + 1 : null;
  const properties = separator.filter(({ type, offset }) => isProperty(type) && offset >= (indicatorEnd ?? 0));
  const written = isWritten(value);
  const own = written ? startOf(value) : null;
  const keyEnd = item.key ? endOfToken(item.key) : 0;
  const lastProperty = properties.at(-1);
  return {
    start: itemStart(item),
    indicatorEnd,
    value: written ? value : null,
    valueStart: properties[0]?.offset ?? own,
    end: Math.max(
      written ? contentEnd(text, value) : (indicatorEnd ?? keyEnd),
      lastProperty ? lastProperty.offset + lastProperty.source.length : 0,
    ),
    comma: item.start.find(({ type }) => type === 'comma')?.offset ?? null,
  };
}

function itemStart(item: Item): number {
  const first = item.start.find(({ type }) => !['space', 'newline', 'comment', 'comma'].includes(type));
  const token = first ?? item.key ?? item.sep?.[0] ?? item.value;
  if (!token) throw new YamlEditError('an item without text cannot be edited');
  return token.offset;
}

function endOfToken(token: CST.Token): number {
  return token.offset + ('source' in token ? token.source.length : 0);
}

function isProperty(type: string): boolean {
  return type === 'anchor' || type === 'tag';
}

/** Whether a value has text of its own; `key:` has none. */
function isWritten(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return !isScalar(value) || value.range?.[0] !== value.range?.[1];
}

function startOf(node: unknown): number {
  const range = (node as Collection | Scalar).range; // whatever was parsed has a range
  return range?.[0] ?? 0;
}

function scalarEnd(text: string, node: Scalar): number {
  const [start, end] = node.range ?? [0, 0];
  if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') return end;
  const keepsBlankLines = /^[|>][0-9]?\+/u.test(text.slice(start, end));
  return keepsBlankLines ? end : start + text.slice(start, end).trimEnd().length;
}
