import { SqlScanner, type TokenKind } from '@rowpact/model';
import type { HolePart, Part } from './parts.js';

/** Stands for a part that is no text; a character of its own that PostgreSQL's lexer takes for a letter. */
const MARK = '\ue000';

/** A token of a draft, with the parts that are no text and stand in it. */
export interface DraftToken {
  readonly kind: TokenKind | 'comment' | 'open quote';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Indices of the parts. */
  readonly parts: readonly number[];
}

/** A statement while some of it is not text yet, cut into tokens. */
export interface Draft {
  readonly text: string;
  readonly tokens: readonly DraftToken[];
  /** Where each part begins in the text. */
  readonly starts: readonly number[];
}

/** Puts marks in the place of everything that is no text, and reads what comes of it. */
export function draftOf(parts: readonly Part[]): Draft {
  const starts: number[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    const text = part.kind === 'text' ? part.text : MARK;
    pieces.push(text);
    length += text.length;
  }
  const text = pieces.join('');
  const marks = parts.flatMap((part, index) => (part.kind === 'text' ? [] : [{ index, at: starts[index] ?? 0 }]));
  return { text, tokens: tokensOf(text, marks), starts };
}

function tokensOf(
  text: string,
  marks: readonly { readonly index: number; readonly at: number }[],
): readonly DraftToken[] {
  const scanner = new SqlScanner(text);
  const tokens: DraftToken[] = [];
  let next = 0;
  const push = (kind: DraftToken['kind'], start: number, end: number): void => {
    const parts: number[] = [];
    for (let mark = marks[next]; mark !== undefined && mark.at < end; mark = marks[next]) {
      parts.push(mark.index);
      next += 1;
    }
    if (kind !== 'comment' || parts.length > 0) tokens.push({ kind, text: text.slice(start, end), start, end, parts });
  };
  let before = 0;
  for (;;) {
    scanner.next();
    push('comment', before, scanner.kind === 'end' ? (scanner.open?.offset ?? scanner.start) : scanner.start);
    if (scanner.kind === 'end') break;
    push(scanner.kind, scanner.start, scanner.end);
    before = scanner.end;
  }
  if (scanner.open !== null) push('open quote', scanner.open.offset, text.length);
  return tokens;
}

/** Whether a token is one part and nothing else. */
export function isAlone(token: DraftToken): boolean {
  return token.parts.length === 1 && token.text === MARK;
}

/** The holes of a list of parts. */
export function holesOf(parts: readonly Part[]): readonly HolePart[] {
  return parts.filter((part): part is HolePart => part.kind === 'hole');
}
