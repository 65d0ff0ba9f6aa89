import type { TreeNode } from '../catalog/node-tree.js';
import { tokensOf } from '../analysis/tokens.js';
import type { WriteFacts } from './write-facts.js';

/** A command's text, in which the constants of its tree are found again. */
export class ConstantText {
  private readonly isPlain: boolean;

  /** @param prefix - bytes that stood before the text when the tree was made. */
  constructor(
    private readonly text: string,
    private readonly prefix: number,
  ) {
    this.isPlain = Buffer.byteLength(text) === text.length;
  }

  /** The literal at a place of the tree, as it is written; null where there is none. */
  literalAt(location: number): string | null {
    if (!(location >= this.prefix)) return null;
    const bytes = location - this.prefix;
    const from = this.isPlain ? bytes : Buffer.from(this.text).subarray(0, bytes).toString().length;
    const rest = this.text.slice(from);
    const number = /^(?:-\s*)?(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/.exec(
      rest,
    );
    if (number) return number[0];
    const word = /^(?:true|false)\b/i.exec(rest);
    return word ? word[0].toLowerCase() : quotedAt(rest);
  }
}

/** A quoted string at the start of a text, with all its parts: `'a'` and `'b'` on the next line are one. */
function quotedAt(rest: string): string | null {
  const prefix = /^(?:[eEbBxXnN]?'|\$)/.exec(rest)?.[0];
  if (prefix === undefined) return null;
  let end = 0;
  for (const token of tokensOf(rest)) {
    const isQuoted = token.kind === 'quoted' && rest[token.start] !== '"';
    if (end === 0) {
      if (isQuoted) end = token.end;
      else if (token.end >= prefix.length) return null;
    } else if (isQuoted && rest.slice(end, token.start).includes('\n')) {
      end = token.end;
    } else {
      break;
    }
  }
  return end === 0 ? null : rest.slice(0, end);
}

const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700]);
const BITS: ReadonlySet<number> = new Set([1560, 1562]);
const BOOLEAN = 16;
const INTERVAL = 1186;

/**
 * Prints an expression without columns, parameters and subqueries, whose functions answer the same always, as SQL that means the same under
 * any search path; null for any other.
 */
export function constantSql(node: TreeNode, text: ConstantText, facts: WriteFacts): string | null {
  const print = (part: TreeNode | null | undefined): string | null => (part ? constantSql(part, text, facts) : null);
  const call = (oid: number, parts: readonly TreeNode[], isVariadic = false): string | null => {
    const called = facts.function(oid);
    const values = parts.map(print);
    if (called?.volatility !== 'i' || values.includes(null)) return null;
    const last = values.length - 1;
    return `${called.name}(${values.map((value, at) => (isVariadic && at === last ? `VARIADIC ${value}` : value)).join(', ')})`;
  };
  const cast = (part: TreeNode | null, modifier: string | null): string | null => {
    const value = print(part);
    const type = facts.type(node.number('resulttype'), modifier === null ? -1 : node.number(modifier));
    return value === null ? null : `CAST(${value} AS ${type})`;
  };
  const list = (parts: readonly TreeNode[], open: string, close: string, type: number): string | null => {
    const values = parts.map(print);
    return values.includes(null) ? null : `${open}${values.join(', ')}${close}::${facts.type(type)}`;
  };
  switch (node.tag) {
    case 'CONST':
      return literalSql(node, text, facts);
    case 'FUNCEXPR':
      if (node.is('funcretset') || node.nodes('args').some(({ tag }) => tag === 'NAMEDARGEXPR')) return null;
      return call(node.number('funcid'), node.nodes('args'), node.is('funcvariadic'));
    case 'OPEXPR':
      return node.is('opretset') ? null : call(node.number('opfuncid'), node.nodes('args'));
    case 'RELABELTYPE':
    case 'COERCEVIAIO':
    case 'ARRAYCOERCEEXPR':
    case 'COERCETODOMAIN':
      return cast(node.node('arg'), node.tag === 'COERCEVIAIO' ? null : 'resulttypmod');
    case 'ARRAYEXPR':
      return list(node.nodes('elements'), 'ARRAY[', ']', node.number('array_typeid'));
    case 'ROWEXPR':
      return list(node.nodes('args'), 'ROW(', ')', node.number('row_typeid'));
    case 'COLLATEEXPR':
      return print(node.node('arg'));
    default:
      return null;
  }
}

function literalSql(node: TreeNode, text: ConstantText, facts: WriteFacts): string | null {
  const type = node.number('consttype');
  if (node.is('constisnull')) return `NULL::${facts.type(type)}`;
  const literal = text.literalAt(node.number('location'));
  if (literal === null) return hiddenSql(node, type);
  const isQuoted = literal.endsWith("'") || literal.endsWith('$');
  if (!isQuoted && (NUMBERS.has(type) || type === BOOLEAN)) return literal;
  if (!isQuoted) return null;
  if (BITS.has(type) && /^[bBxX]/.test(literal)) return literal;
  return `${literal}::${facts.type(type, type === INTERVAL ? node.number('consttypmod') : -1)}`;
}

/** A value that PostgreSQL put in itself, such as the length of a `varchar(5)`. */
function hiddenSql(node: TreeNode, type: number): string | null {
  if (!node.is('constbyval') || !(node.number('location') < 0)) return null;
  const bytes = node.list('constvalue').map((byte) => Number(byte) & 0xff);
  if (type === BOOLEAN) return bytes[0] === 1 ? 'true' : 'false';
  if (type !== 23 || bytes.length < 4) return null;
  return String(Buffer.from(bytes).readInt32LE(0));
}
