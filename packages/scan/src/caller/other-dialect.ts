import { SqlScanner } from '@rowpact/model';

/** Larger than any statement that a person wrote; PostgreSQL's protocol counts parameters in 16 bits. */
const MAX_TEXT = 4 * 1024 * 1024;
const MAX_PLACEHOLDERS = 65_535;

/** Signs of another dialect outside of strings; null where there are none. */
export function otherDialectIn(text: string): string | null {
  if (!/[`?[@]|\bTOP\b/iu.test(text)) return null;
  const scanner = new SqlScanner(text);
  let before = '';
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') return null;
    const token = text.slice(scanner.start, scanner.end);
    if (scanner.kind === 'other') {
      if (token.includes('`')) return 'names in backticks';
      if (token.includes('[') && isBracketedName(text, scanner.start + token.indexOf('['), token, before)) {
        return 'names in square brackets';
      }
      if (isQuestionMark(text, scanner.start, token, before)) return 'placeholders written `?`';
    }
    if (
      scanner.kind === 'word' &&
      /^top$/iu.test(token) &&
      /^select$/iu.test(before) &&
      /^\s*\(?\d/u.test(text.slice(scanner.end))
    ) {
      return '`SELECT TOP`';
    }
    before = token;
  }
}

/** `FROM [players]`; not `tags[1]` and not `ARRAY [1]`. */
function isBracketedName(text: string, at: number, token: string, before: string): boolean {
  const isNamed = /^\[[A-Za-z_][\w ]*\]/u.test(text.slice(at, at + 80));
  return isNamed && (/[.,]\[/u.test(token) || /^(?:select|from|join|into|update|on|by|,|\.)$/iu.test(before));
}

/** A `?` where a value is expected; PostgreSQL has operators of that name, between two values. */
function isQuestionMark(text: string, at: number, token: string, before: string): boolean {
  const mark = token.indexOf('?');
  if (mark < 0 || /\?[|&?]/u.test(token)) return false;
  const ahead = token.slice(0, mark).trimEnd();
  const behind = text.slice(at + mark + 1);
  const startsValue =
    ahead === ''
      ? /^(?:\(|,|limit|offset|like|ilike|values|between|and|in|set|then|else)$/iu.test(before)
      : /[=<>,(]$/u.test(ahead);
  return startsValue && /^\s*(?:$|[),;]|[A-Za-z])/u.test(behind);
}

/** Why a text is more than anybody takes; null where it is not. */
export function excessOf(text: string, placeholders: number): string | null {
  if (text.length > MAX_TEXT) return `the text has ${text.length} characters`;
  return placeholders > MAX_PLACEHOLDERS ? `the text has ${placeholders} placeholders` : null;
}
