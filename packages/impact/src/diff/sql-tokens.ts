import { SqlScanner, type TokenKind } from '@rowpact/model';

/**
 * The tokens of a SQL text. A name is its plain text whether quoted or not, a string literal keeps its quotes, everything else stands
 * as it is.
 */
export function sqlTokens(text: string): readonly string[] {
  return tokensOf(text).map(({ token }) => plain(token));
}

/** The names and keywords in a SQL text, as the names they would be: unquoted ones in lower case. */
export function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, token } of tokensOf(text)) {
    if (kind === 'word') names.add(token.toLowerCase());
    else if (token.startsWith('"')) names.add(plain(token));
  }
  return names;
}

function tokensOf(text: string): readonly { readonly kind: TokenKind; readonly token: string }[] {
  const scanner = new SqlScanner(text);
  const tokens = [];
  for (;;) {
    scanner.next();
    if (scanner.kind === 'end') return tokens;
    tokens.push({ kind: scanner.kind, token: text.slice(scanner.start, scanner.end) });
  }
}

function plain(token: string): string {
  return token.startsWith('"') && token.endsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token;
}
