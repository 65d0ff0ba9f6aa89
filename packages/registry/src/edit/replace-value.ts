import type { Scalar } from 'yaml';
import { entriesOf, type Collection, type Entry } from './entries.js';
import { fitsInline, printBlock, printFlow, printScalar, type QuoteStyle } from './print-yaml.js';
import { columnOf, insertLines, lineBreakOf, removeLines, type Splice } from './splice.js';
import { YamlEditError, type YamlValue } from './yaml-edit.js';
import { isCollection, isScalar } from './yaml-nodes.js';

/** Puts another value in the place of one entry's value; the key, its comments and its neighbours keep their text. */
export function replaceValue(
  text: string,
  parent: Collection,
  index: number,
  value: YamlValue,
  step: number,
): readonly Splice[] {
  const entry = entriesOf(text, parent)[index];
  if (!entry) throw new RangeError('no such entry');
  const inFlow = Boolean(parent.flow);
  if (entry.valueStart === null) return fillIn(text, entry, value, inFlow, step);
  const inline = inFlow || fitsInline(value) || (!isBlock(entry.value) && !onOneLine(text, entry));
  if (isBlock(entry.value)) return replaceBlock(text, entry, value, inline, step);
  return inline ? [replaceInline(text, entry, value)] : openBlock(text, entry, value, step);
}

/** `key:` gets its first value. */
function fillIn(text: string, entry: Entry, value: YamlValue, inFlow: boolean, step: number): readonly Splice[] {
  if (entry.indicatorEnd === null) {
    if (!inFlow) throw new YamlEditError('a key without a colon cannot be given a value');
    return [{ start: entry.end, end: entry.end, text: `: ${printFlow(value)}` }];
  }
  if (inFlow || fitsInline(value) || isListItem(text, entry))
    return [{ start: entry.indicatorEnd, end: entry.indicatorEnd, text: ` ${printFlow(value)}` }];
  return [insertLines(text, entry.indicatorEnd, indented(text, entry, value, step))];
}

function replaceInline(text: string, entry: Entry, value: YamlValue): Splice {
  const printed =
    typeof value === 'object' && value !== null ? printFlow(value) : printScalar(value, quotesOf(entry.value));
  const lineBreak = text[entry.end - 1] === '\n' ? lineBreakOf(text) : ''; // only a block scalar ends in one
  return { start: entry.valueStart ?? entry.end, end: entry.end, text: printed + lineBreak };
}

/** A value behind the key becomes a block below it; a comment behind the value stays where it is. */
function openBlock(text: string, entry: Entry, value: YamlValue, step: number): readonly Splice[] {
  if (entry.indicatorEnd === null || isListItem(text, entry)) return [replaceInline(text, entry, value)];
  return [
    { start: entry.indicatorEnd, end: entry.end, text: '' },
    insertLines(text, entry.end, indented(text, entry, value, step)),
  ];
}

function replaceBlock(text: string, entry: Entry, value: YamlValue, inline: boolean, step: number): readonly Splice[] {
  const start = entry.valueStart ?? entry.end;
  if (!inline) {
    // A list may stand right below its key, at the key's own column; a map may not.
    const shallow = columnOf(text, start) <= columnOf(text, entry.start);
    const column = shallow ? columnOf(text, entry.start) + step : columnOf(text, start);
    const lines = printBlock(value, column, step).join(lineBreakOf(text));
    return [{ start, end: entry.end, text: ' '.repeat(column - columnOf(text, start)) + lines }];
  }
  const printed = printFlow(value);
  if (entry.indicatorEnd === null || onOneLine(text, { ...entry, end: start }))
    return [{ start, end: entry.end, text: printed }];
  const behind = { start: entry.indicatorEnd, end: entry.indicatorEnd, text: ` ${printed}` };
  return [behind, removeLines(text, start, entry.end)];
}

function indented(text: string, entry: Entry, value: YamlValue, step: number): readonly string[] {
  const column = columnOf(text, entry.start) + step;
  return printBlock(value, column, step).map((line, index) => (index === 0 ? ' '.repeat(column) + line : line));
}

/** Whether everything from the colon or dash to the end of the entry stands in one line. */
function onOneLine(text: string, entry: Entry): boolean {
  return !text.slice(entry.indicatorEnd ?? entry.start, entry.end).includes('\n');
}

function isListItem(text: string, entry: Entry): boolean {
  return entry.indicatorEnd === entry.start + 1 && text[entry.start] === '-';
}

function isBlock(value: unknown): boolean {
  return isCollection(value) && !value.flow;
}

function quotesOf(value: unknown): QuoteStyle {
  const type: Scalar.Type | null | undefined = isScalar(value) ? value.type : null;
  return type === 'QUOTE_SINGLE' ? 'single' : type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
}
