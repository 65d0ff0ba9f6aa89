import { SqlScanner, type TokenKind } from '@rowpact/model';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a SQL text; a quote or comment that never closes is the last one. */
export function* tokensOf(text: string): Generator<Token, void> {
  const scanner = new SqlScanner(text);
  for (;;) {
    scanner.next();
    const { kind, start, end } = scanner;
    if (kind === 'end') break;
    yield { kind, start, end };
  }
  if (scanner.open) yield { kind: 'quoted', start: scanner.open.offset, end: text.length };
}
