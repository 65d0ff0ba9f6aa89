import { SqlScanner } from '@rowpact/model';

/** A place in a statement that stays the same when the statement is reformatted: so many characters into its n-th token. */
export interface TokenPlace {
  readonly token: number;
  readonly into: number;
}

/** The place of an offset; behind the last token it is that token's end. */
export function tokenPlaceOf(text: string, offset: number): TokenPlace {
  let place: TokenPlace = { token: 0, into: 0 };
  walk(text, (token, start) => {
    if (start > offset) return false;
    place = { token, into: offset - start };
    return true;
  });
  return place;
}

/** The offset of a place in a text with the same tokens. */
export function offsetAt(text: string, { token, into }: TokenPlace): number {
  let offset = Math.min(into, text.length);
  walk(text, (number, start) => {
    offset = Math.min(start + into, text.length);
    return number < token;
  });
  return offset;
}

/** Visits the tokens' starts until told to stop; what stays open at the end counts as a token. */
function walk(text: string, visit: (token: number, start: number) => boolean): void {
  const scanner = new SqlScanner(text);
  for (let token = 0; ; token++) {
    scanner.next();
    if (scanner.kind === 'end') {
      if (scanner.open !== null) visit(token, scanner.open.offset);
      return;
    }
    if (!visit(token, scanner.start)) return;
  }
}
