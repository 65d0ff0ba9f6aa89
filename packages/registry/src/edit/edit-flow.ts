import { contentEnd, entriesOf, type Collection, type Entry } from './entries.js';
import { columnOf, lineBreakOf, lineStart, lineTextEnd, nextLine, startsLine, type Splice } from './splice.js';
import { isMap } from './yaml-nodes.js';

/** Adds items, already printed, at the end of a collection in brackets. */
export function addToFlow(text: string, collection: Collection, items: readonly string[]): readonly Splice[] {
  const close = contentEnd(text, collection) - 1;
  const entries = entriesOf(text, collection);
  const last = entries.at(-1);
  if (!last) return [addFirst(text, collection, items.join(', '), close)];
  const comma = trailingComma(text, last.end, close);
  const lineEnd = lineTextEnd(text, last.end);
  if (entries.length > 1 && startsLine(text, last.start) && close > lineEnd) {
    const indent = lineBreakOf(text) + ' '.repeat(columnOf(text, last.start));
    const lines = items.map((item) => indent + item);
    return comma === null
      ? [insert(last.end, ','), insert(lineEnd, lines.join(','))]
      : [insert(lineTextEnd(text, comma), `${lines.join(',')},`)];
  }
  const joined = items.join(', ');
  return [comma === null ? insert(last.end, `, ${joined}`) : insert(comma + 1, ` ${joined},`)];
}

/** Takes an item out of a collection in brackets, with one comma and, where it has a line to itself, its line. */
export function removeFromFlow(text: string, collection: Collection, index: number): readonly Splice[] {
  const entries = entriesOf(text, collection);
  const [entry, previous, next] = [entries[index], entries[index - 1], entries[index + 1]];
  if (!entry) throw new RangeError('no such item');
  const close = contentEnd(text, collection) - 1;
  const comma = next ? next.comma : trailingComma(text, entry.end, close);
  const open = collection.range?.[0] ?? 0;
  if (entries.length === 1 && !hasComment(text, open, entry.start) && !hasComment(text, entry.end, close))
    return [{ start: open + 1, end: close, text: '' }];
  const line = ownLine(text, entry, comma);
  if (line) return [line, ...(comma === null ? removeComma(entry.comma) : [])];
  if (previous && !hasComment(text, previous.end, entry.start))
    return [{ start: previous.end, end: entry.end, text: '' }];
  if (next && !hasComment(text, entry.end, next.start)) {
    const lineEnd = lineTextEnd(text, entry.end); // what stands on the next line keeps its line
    return [
      { start: entry.start, end: Math.min(next.start, lineEnd), text: '' },
      ...removeComma(laterComma(comma, lineEnd)),
    ];
  }
  return [{ start: entry.start, end: entry.end, text: '' }, ...removeComma(comma ?? entry.comma)];
}

function addFirst(text: string, collection: Collection, item: string, close: number): Splice {
  const open = (collection.range?.[0] ?? 0) + 1;
  if (hasComment(text, open, close)) return insert(close, item);
  return { start: open, end: close, text: isMap(collection) ? ` ${item} ` : item };
}

/** The line of an item that shares it with nothing but its comma and a comment. */
function ownLine(text: string, entry: Entry, comma: number | null): Splice | null {
  const lineEnd = lineTextEnd(text, entry.end);
  const after = comma !== null && comma < lineEnd ? comma + 1 : entry.end;
  if (!startsLine(text, entry.start) || !/^[ \t]*(?:#.*)?$/u.test(text.slice(after, lineEnd))) return null;
  if (comma !== null && comma >= lineEnd) return null;
  return { start: lineStart(text, entry.start), end: nextLine(text, entry.end), text: '' };
}

function trailingComma(text: string, from: number, close: number): number | null {
  const between = /^(?:[\s]|#.*\n)*,/u.exec(text.slice(from, close));
  return between ? from + between[0].length - 1 : null;
}

function removeComma(comma: number | null): readonly Splice[] {
  return comma === null ? [] : [{ start: comma, end: comma + 1, text: '' }];
}

/** A comma that stands below a line. */
function laterComma(comma: number | null, lineEnd: number): number | null {
  return comma !== null && comma >= lineEnd ? comma : null;
}

/** Between items stand only commas, white space and comments, so a number sign is always a comment. */
function hasComment(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('#');
}

function insert(at: number, text: string): Splice {
  return { start: at, end: at, text };
}
