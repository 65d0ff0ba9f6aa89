import type { RichText } from './rich-text.js';

/** A part of a rich text, without white space at its ends. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts what a cell lists into its items: at commas, semicolons, line breaks, bullets, and at `and`, `/`, `&`, `+` and `|`
 * outside of code; never inside quotes or brackets.
 */
export function piecesOf(rich: RichText, { start, end }: Piece): readonly Piece[] {
  const pieces: Piece[] = [];
  let [from, depth, at] = [start, 0, start];
  while (at < end) {
    const character = rich.text[at];
    const quoted = character === '"' ? /^"(?:[^"\n]|"")*"/u.exec(rich.text.slice(at, end)) : null;
    if (quoted) {
      at += quoted[0].length;
      continue;
    }
    if (character === '(') depth++;
    if (character === ')') depth = Math.max(0, depth - 1);
    const length = depth === 0 ? separatorAt(rich, at, end) : 0;
    if (length > 0) pieces.push({ start: from, end: at });
    at += Math.max(length, 1);
    if (length > 0) from = at;
  }
  pieces.push({ start: from, end });
  return pieces.map((piece) => trimmed(rich, piece)).filter((piece) => piece.end > piece.start);
}

/** The whole text as one piece. */
export function wholeOf(rich: RichText): Piece {
  return trimmed(rich, { start: 0, end: rich.text.length });
}

function separatorAt(rich: RichText, at: number, end: number): number {
  const rest = rich.text.slice(at, end);
  if (/^[,;\n•·]/u.test(rest)) return 1;
  if (rich.isCode(at)) return 0;
  return /^(?:[|&+/]|\s(?:and|or|plus)\s|\s[|&+/]\s)/iu.exec(rest)?.[0].length ?? 0;
}

function trimmed(rich: RichText, { start, end }: Piece): Piece {
  let [from, to] = [start, end];
  const lead = /^(?:\s|[-*–](?=\s))+/u.exec(rich.text.slice(from, to));
  if (lead && !rich.isCode(from)) from += lead[0].length;
  while (from < to && /\s/u.test(rich.text[from] ?? '')) from++;
  while (to > from && /[\s.]/u.test(rich.text[to - 1] ?? '') && !(rich.text[to - 1] === '.' && rich.isCode(to - 1)))
    to--;
  return { start: from, end: to };
}
