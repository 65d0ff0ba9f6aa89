import type { YAMLMap, YAMLSeq } from 'yaml';
import { contentEnd, entriesOf, type Collection } from './entries.js';
import { printFlow, printPair } from './print-yaml.js';
import {
  columnOf,
  insertLines,
  lineStart,
  lineTextEnd,
  nextLine,
  removeLines,
  startsLine,
  type Splice,
} from './splice.js';
import { YamlEditError, type YamlValue } from './yaml-edit.js';

/** Adds entries below the last one of a block map. */
export function addToBlockMap(
  text: string,
  map: YAMLMap,
  entries: readonly (readonly [string, YamlValue])[],
  step: number,
): Splice {
  return addLines(
    text,
    map,
    entries.flatMap(([key, value]) => printPair(key, value, step)),
  );
}

/** Adds items below the last one of a block list. */
export function addToBlockList(text: string, list: YAMLSeq, values: readonly YamlValue[]): Splice {
  return addLines(
    text,
    list,
    values.map((value) => `- ${printFlow(value)}`),
  );
}

function addLines(text: string, collection: Collection, lines: readonly string[]): Splice {
  const first = entriesOf(text, collection)[0];
  if (!first) throw new YamlEditError('a block without entries cannot be added to');
  const indent = ' '.repeat(columnOf(text, first.start));
  return insertLines(
    text,
    contentEnd(text, collection),
    lines.map((line) => indent + line),
  );
}

/**
 * Takes an entry out of a block that has others, with its lines and the comment behind it. Comments on lines of their
 * own stay: whether they belong to this entry only a person can tell.
 */
export function removeFromBlock(text: string, collection: Collection, index: number): Splice {
  const entries = entriesOf(text, collection);
  const [entry, next] = [entries[index], entries[index + 1]];
  if (!entry) throw new RangeError('no such entry');
  if (startsLine(text, entry.start)) return removeLines(text, entry.start, entry.end);
  if (next && /^\s*$/u.test(text.slice(entry.end, next.start)))
    return { start: entry.start, end: next.start, text: '' };
  return { start: entry.start, end: entry.end, text: '' };
}

/**
 * Takes away the comments on lines of their own that belong to an entry: right above it and as far in as it is, and right
 * below it and further in. Those inside it go with the entry itself.
 */
export function removeCommentsOf(text: string, collection: Collection, index: number): readonly Splice[] {
  const entry = entriesOf(text, collection)[index];
  if (!entry) throw new RangeError('no such entry');
  if (!startsLine(text, entry.start)) return [];
  const column = columnOf(text, entry.start);
  const first = lineStart(text, entry.start);
  let start = first;
  for (let above = first; above > 0; start = above) {
    above = lineStart(text, above - 1);
    if (commentColumn(text, above) !== column) break;
  }
  const last = nextLine(text, entry.end);
  let end = last;
  while (end < text.length && (commentColumn(text, end) ?? 0) > column) end = nextLine(text, end + 1);
  const splices = [
    { start, end: first, text: '' },
    { start: last, end, text: '' },
  ];
  return splices.filter((splice) => splice.end > splice.start);
}

/** Where the comment of a line starts that holds nothing else; null for any other line. */
function commentColumn(text: string, start: number): number | null {
  return /^([ \t]*)#/u.exec(text.slice(start, lineTextEnd(text, start)))?.[1]?.length ?? null;
}
