/** A token of an expression as PostgreSQL prints it. */
export interface CheckToken {
  readonly kind: 'name' | 'quoted name' | 'text' | 'number' | 'sign';
  /** A name or a text without its quotes; anything else as it stands. */
  readonly text: string;
}

const TOKEN =
  /(?<space>\s+)|(?<escaped>E'(?:[^'\\]|''|\\.)*')|(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<name>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\d+(?:\.\d*)?(?:e[+-]?\d+)?)|(?<sign>::|[^])/gsuy;

/** Takes an expression apart. */
export function checkTokens(expression: string): readonly CheckToken[] {
  return [...expression.matchAll(TOKEN)].flatMap(({ groups = {} }) => {
    const { escaped, text, quoted, name, number, sign } = groups;
    if (escaped !== undefined) return { kind: 'text', text: unescaped(escaped.slice(2, -1)) };
    if (text !== undefined) return { kind: 'text', text: text.slice(1, -1).replaceAll("''", "'") };
    if (quoted !== undefined) return { kind: 'quoted name', text: quoted.slice(1, -1).replaceAll('""', '"') };
    if (name !== undefined) return { kind: 'name', text: name };
    if (number !== undefined) return { kind: 'number', text: number };
    return sign === undefined ? [] : { kind: 'sign', text: sign };
  });
}

/** PostgreSQL escapes nothing but backslashes and quotes in what it prints. */
function unescaped(text: string): string {
  return text.replace(/''|\\([^])/gu, (pair, escaped: string | undefined) => escaped ?? pair.charAt(0));
}
