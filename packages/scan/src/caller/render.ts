import { SqlScanner, type SqlText, type TextOrigin } from '@rowpact/model';
import { placeOf } from './place.js';
import type { Part, TextPart } from './parts.js';

/** How a hole is written: in a text for people, or not at all. */
export const ELLIPSIS = '…';

/** Parts as the text that PostgreSQL gets, parameters numbered on after those that the text has of its own. */
export function renderSql(parts: readonly Part[]): SqlText {
  const origins: TextOrigin[] = [];
  const pieces: string[] = [];
  let at = 0;
  let before: TextPart | null = null;
  for (const { part, text } of numberedParts(parts)) {
    if (text === '') continue;
    if (!continues(before, part)) {
      const fixed = part.kind !== 'text' || part.fixed === true;
      const { file, line, column } = placeOf(part.module, part.offset);
      origins.push({ at, file, line, column, ...(fixed && { fixed: true }) });
    }
    pieces.push(text);
    at += text.length;
    before = part.kind === 'text' ? part : null;
  }
  return { text: pieces.join(''), origins };
}

/** Whether a part stands in the source right behind the one before. */
function continues(before: TextPart | null, part: Part): boolean {
  if (before === null || part.kind !== 'text' || before.fixed || part.fixed) return false;
  return before.module === part.module && before.offset + before.text.length === part.offset;
}

interface NumberedPart {
  readonly part: Part;
  readonly text: string;
}

function numberedParts(parts: readonly Part[]): readonly NumberedPart[] {
  const numbers = new Map<string, number>();
  let next = parts.some(({ kind }) => kind === 'parameter') ? highestPlaceholder(parts) + 1 : 1;
  return parts.map((part) => {
    if (part.kind === 'text') return { part, text: part.text };
    if (part.kind === 'hole') return { part, text: ELLIPSIS };
    const number = (part.key === null ? undefined : numbers.get(part.key)) ?? next;
    if (number === next) next += 1;
    if (part.key !== null) numbers.set(part.key, number);
    return { part, text: `$${number}` };
  });
}

/** The highest `$n` that a text has of its own. */
function highestPlaceholder(parts: readonly Part[]): number {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : ' ')).join('');
  return [...placeholdersOf(text)].reduce((highest, number) => Math.max(highest, number), 0);
}

/** The numbers of the placeholders of a text, each once. */
export function placeholdersOf(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  if (!text.includes('$')) return numbers;
  const scanner = new SqlScanner(text);
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') return numbers;
    if (scanner.kind !== 'other' || text[scanner.start] !== '$') continue;
    const digits = /^\d+/u.exec(text.slice(scanner.end, scanner.end + 10))?.[0];
    if (digits !== undefined) numbers.add(Number(digits));
  }
}
