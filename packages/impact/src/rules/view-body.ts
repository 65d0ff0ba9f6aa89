import { SqlScanner } from '@rowpact/model';

/** The query of a view as PostgreSQL prints it, taken apart: what each column is, and where the rows come from. */
export interface ViewBody {
  /** Expression by column name, without white space that means nothing. */
  readonly columns: ReadonlyMap<string, string>;
  /** All from FROM on, and DISTINCT. */
  readonly rows: string;
}

/** Null where the query is more than one SELECT (WITH, UNION, VALUES): then only the whole text can be compared. */
export function viewBodyOf(definition: string): ViewBody | null {
  const tokens = tokensOf(definition);
  if (tokens[0]?.text.toLowerCase() !== 'select') return null;
  const top = tokens.filter(({ depth }) => depth === 0);
  if (top.some(({ text }) => /^(?:union|intersect|except)$/iu.test(text))) return null;
  const from = tokens.findIndex(({ text, depth }) => depth === 0 && /^from$/iu.test(text));
  const distinct = /^distinct$/iu.test(tokens[1]?.text ?? '');
  const list = tokens.slice(distinct ? 2 : 1, from < 0 ? tokens.length : from);
  const rest = from < 0 ? [] : tokens.slice(from);
  const columns = new Map(splitAtCommas(list).map((item) => [nameOf(item), item.map(({ text }) => text).join(' ')]));
  return { columns, rows: [distinct ? 'distinct' : '', ...rest.map(({ text }) => text)].join(' ') };
}

interface Token {
  readonly text: string;
  readonly depth: number;
}

function tokensOf(text: string): readonly Token[] {
  const scanner = new SqlScanner(text);
  const tokens: Token[] = [];
  let depth = 0;
  for (;;) {
    scanner.next();
    const { kind, start, end } = scanner;
    if (kind === 'end') return tokens;
    if (kind === 'semicolon') continue;
    if (kind === 'close') depth -= 1;
    const token = text.slice(start, end);
    if (kind === 'other') for (const part of token.split(/(,)/u)) tokens.push({ text: part.trim(), depth });
    else tokens.push({ text: token, depth });
    if (kind === 'open') depth += 1;
  }
}

function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  for (const token of tokens) {
    if (token.depth === 0 && token.text === ',') items.push([]);
    else if (token.text !== '') items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

/** The last word of an item is its column's name: `players.id`, `score * 2 AS points`. */
function nameOf(item: readonly Token[]): string {
  const last = item.at(-1)?.text ?? '';
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last;
}
