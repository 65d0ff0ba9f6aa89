import type { Excerpt } from '@rowpact/model';
import type { Paint } from '../style.js';
import { columnsOf } from '../wrap.js';

/** The line of a statement and below it the underlined word, cut around the word where the line is too long to show. */
export function excerptLines(excerpt: Excerpt, width: number, paint: Paint): readonly string[] {
  const { text, start, length } = cutAround(excerpt, width);
  const bar = paint('dim', '|');
  const line = `${bar} ${text}`.trimEnd();
  if (length === 0) return [line];
  const before = text.slice(0, start).replace(/[^\t]/gu, (character) => ' '.repeat(columnsOf(character)));
  const under = '^'.repeat(Math.max(1, columnsOf(text.slice(start, start + length))));
  return [line, `${bar} ${before}${paint('red', under)}`];
}

/** Without its indentation, and at most `width` columns of it. */
function cutAround({ text, start, length }: Excerpt, width: number): Excerpt {
  const indent = Math.min(text.length - text.trimStart().length, length === 0 ? text.length : start);
  const whole = { text: text.slice(indent).trimEnd(), start: Math.max(0, start - indent), length };
  if (whole.text.length <= width) return whole;
  const from = Math.max(0, Math.min(whole.start - Math.floor(width / 3), whole.text.length - width));
  const to = Math.min(whole.text.length, from + width);
  const head = from > 0 ? '…' : '';
  const shown = whole.text.slice(from, to);
  const begins = whole.start - from + head.length;
  return {
    text: `${head}${shown}${to < whole.text.length ? '…' : ''}`,
    start: begins,
    length: Math.min(length, shown.length - (begins - head.length)),
  };
}
