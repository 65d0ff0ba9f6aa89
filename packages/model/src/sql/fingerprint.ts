import { sha256 } from '../canonical-json.js';
import { SqlScanner } from './sql-scanner.js';

/** 80 bits: with a million statements the odds of two alike are one in a trillion. */
const HEX_DIGITS = 20;

/**
 * Names a statement by what it says: the same for texts that differ in comments, white space, the case of unquoted words
 * and a closing semicolon. Twenty hexadecimal digits.
 */
export function fingerprintOf(text: string): string {
  return sha256(significantText(text)).slice(0, HEX_DIGITS);
}

/** The tokens of a statement, one blank between each two; what PostgreSQL reads differently stays different. */
export function significantText(text: string): string {
  const scanner = new SqlScanner(text);
  const parts: string[] = [];
  let before: { readonly kind: string; readonly end: number } | null = null;
  for (;;) {
    scanner.next();
    const { kind, start, end } = scanner;
    if (kind === 'end') break;
    if (before !== null) parts.push(separator(before.kind, kind, text.slice(before.end, start)));
    parts.push(kind === 'word' ? foldWord(text.slice(start, end)) : spread(text.slice(start, end), kind));
    before = { kind, end };
  }
  if (scanner.open !== null) parts.push(' ', text.slice(scanner.open.offset));
  return parts.join('').replace(/[\s;]+$/u, '');
}

/** `'a'` and `'b'` are one string where a line end stands between them, and `1e5` is one number where nothing does. */
function separator(before: string, kind: string, gap: string): string {
  if (before === 'quoted' && kind === 'quoted') return gap === '' ? '' : gap.includes('\n') ? '\n' : ' ';
  const touching = gap === '' && (before === 'other' || before === 'word') && (kind === 'word' || kind === 'quoted');
  return touching ? '' : ' ';
}

function foldWord(word: string): string {
  return word.includes("'") ? word : word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Operators, numbers and commas come in one piece; apart they read the same however they are set. */
function spread(token: string, kind: string): string {
  return kind === 'other'
    ? token.replace(/(?<=[\d.])(?=[^\d.])|(?<=[^\d.])(?=[\d.])|(?<=,)|(?=,)/g, ' ').trim()
    : token;
}
