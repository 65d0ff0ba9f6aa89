import { tokensOf } from './tokens.js';

/**
 * A place in a statement that stays the same when the statement is reformatted: how many characters stand before it, blanks and comments
 * left out. Tokens are no measure: `1=points` and `1 = points` have not as many of them.
 */
export type TokenPlace = number;

/** The place of an offset; one between two tokens is the place of the second, one behind the last token that token's end. */
export function tokenPlaceOf(text: string, offset: number): TokenPlace {
  let place = 0;
  for (const { start, end } of tokensOf(text)) {
    if (offset < end) return place + Math.max(0, offset - start);
    place += end - start;
  }
  return place;
}

/** The offset of a place in a text with the same tokens. */
export function offsetAt(text: string, place: TokenPlace): number {
  let left = place;
  let last = 0;
  for (const { start, end } of tokensOf(text)) {
    if (left < end - start) return start + left;
    left -= end - start;
    last = end;
  }
  return last;
}
