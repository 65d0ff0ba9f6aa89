import { SqlScanner } from '@rowpact/model';

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/gu;

/** The words of a text, as it spells them and folded as SQL folds them. */
export function wordsIn(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    words.add(word);
    words.add(word.toLowerCase());
  }
  return words;
}

/** One identifier of a SQL text: its plain name, and where it stands. */
export interface Identifier {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether a dot stands before it. */
  readonly qualified: boolean;
}

/** The identifiers (and key words) of a SQL text in their order, comments and strings left out. */
export function identifiersIn(text: string): readonly Identifier[] {
  const scanner = new SqlScanner(text);
  const found: Identifier[] = [];
  let before = '';
  for (;;) {
    scanner.next();
    const { kind, start, end } = scanner;
    if (kind === 'end') return found;
    const token = text.slice(start, end);
    const name = kind === 'word' ? fold(token) : kind === 'quoted' && token.startsWith('"') ? unquote(token) : null;
    if (name !== null) found.push({ name, start, end, qualified: before.endsWith('.') });
    before = token;
  }
}

function fold(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function unquote(token: string): string {
  return token.slice(1, -1).replaceAll('""', '"');
}
