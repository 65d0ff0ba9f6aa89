import { SqlScanner } from '@rowpact/model';

/** The text of an expression that is one plain string constant; null for any other. */
export function literalText(expression: string): string | null {
  const scanner = new SqlScanner(expression);
  scanner.next();
  const { kind, start, end } = scanner;
  scanner.next();
  if (kind !== 'quoted' || scanner.kind !== 'end' || scanner.open !== null) return null;
  const token = expression.slice(start, end);
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  const tag = /^\$[^$]*\$/.exec(token)?.[0];
  return tag === undefined ? null : token.slice(tag.length, -tag.length);
}
