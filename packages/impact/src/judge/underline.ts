import { SqlScanner, type Excerpt } from '@rowpact/model';
import { identifiersIn, type Identifier } from './words.js';

/** A part of a statement's text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/**
 * The part of a statement to point at: the wanted identifier (at the place PostgreSQL names, where it stands several times), or
 * what PostgreSQL points at; null where neither is known. `*` asks for the wildcard.
 */
export function spanOf(text: string, wanted: string | null, offset: number | null): Span | null {
  const identifiers = identifiersIn(text);
  if (wanted === '*') return wildcardIn(text) ?? (offset === null ? null : chainAt(identifiers, offset));
  if (wanted === null) return offset === null ? null : chainAt(identifiers, offset);
  const places = identifiers.filter(({ name }) => name === wanted);
  const pointed = offset === null ? undefined : places.find((place) => holds(text, place, offset));
  const place = pointed ?? places[0];
  if (place === undefined) return offset === null ? null : chainAt(identifiers, offset);
  return { start: place.start, length: place.end - place.start };
}

/** Whether PostgreSQL's offset means this identifier: it points at the first part of `p.team_id`. */
function holds(text: string, { start, end }: Identifier, offset: number): boolean {
  return offset <= start
    ? /^[\p{L}\p{N}_$"\s.]*$/u.test(text.slice(offset, start)) && !/[\s"]\s*[^\s.]/u.test(text.slice(offset, start))
    : offset < end;
}

/** The identifier at an offset with those that dots join to it; nothing but the place where none stands there. */
function chainAt(identifiers: readonly Identifier[], offset: number): Span {
  const first = identifiers.findIndex(({ start }) => start === offset);
  if (first < 0) return { start: offset, length: 0 };
  let end = identifiers[first]?.end ?? offset;
  for (const { qualified, end: next } of identifiers.slice(first + 1)) {
    if (!qualified) break;
    end = next;
  }
  return { start: offset, length: end - offset };
}

const BEFORE_WILDCARD = /^(?:select|returning|all|distinct)$/iu;

/** The first `*` that stands for columns: no product, no `count(*)`. */
function wildcardIn(text: string): Span | null {
  const scanner = new SqlScanner(text);
  let before = '';
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') return null;
    const token = text.slice(scanner.start, scanner.end);
    const star = scanner.kind === 'other' ? token.indexOf('*') : -1;
    const left = star > 0 ? token.slice(0, star).trimEnd() : before;
    if (star >= 0 && (/[.,]$/u.test(left) || BEFORE_WILDCARD.test(left))) {
      return { start: scanner.start + star, length: 1 };
    }
    before = token;
  }
}

/** The line of the text that holds a part of it, with that part underlined; the first line that says anything without one. */
export function excerptOf(text: string, span: Span | null): Excerpt {
  const at = span?.start ?? text.search(/\S/u);
  const from = text.lastIndexOf('\n', Math.max(at, 0) - 1) + 1;
  const to = text.indexOf('\n', from);
  const line = text.slice(from, to < 0 ? text.length : to).replace(/\r$/u, '');
  const indent = line.length - line.trimStart().length;
  const start = Math.max(at - from - indent, 0);
  const trimmed = line.trim();
  return {
    text: trimmed,
    start: span === null ? 0 : start,
    length: span === null ? 0 : Math.max(0, Math.min(span.length, trimmed.length - start)),
  };
}
