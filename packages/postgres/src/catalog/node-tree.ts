/**
 * PostgreSQL's `pg_node_tree` text, such as `pg_rewrite.ev_action` and `pg_proc.prosqlbody` hold, as values.
 * The format has stayed the same from PostgreSQL 12 to 18; which nodes there are and what their fields mean has not.
 *
 * Scalars (numbers, booleans, names) are strings, as written; `<>` is null; lists of nodes, strings, integers (`i`),
 * oids (`o`) and bit sets (`b`) are all arrays; a datum is the array of its bytes.
 */
export type TreeValue = string | null | TreeNode | readonly TreeValue[];

/**
 * One `{TAG :field value ...}`. Its fields are read when one is first asked for: of a big tree most parts never are,
 * and building them costs more than passing over them.
 * @throws SyntaxError from every method where the node's text is not well formed.
 */
export class TreeNode {
  /** As written: `QUERY`, `VAR`, `RANGETBLENTRY` (until PostgreSQL 14 `RTE`). */
  readonly tag: string;
  /** Names and values by turns. */
  private fields: readonly TreeValue[] | null = null;

  constructor(
    private readonly source: string,
    private readonly offset: number,
  ) {
    this.tag = new Reader(source, offset + 1).token();
  }

  /** The field, or null where it is absent (another version's) or `<>`. */
  value(field: string): TreeValue {
    const fields = this.read();
    for (let at = 0; at < fields.length; at += 2) if (fields[at] === field) return fields[at + 1] ?? null;
    return null;
  }

  node(field: string): TreeNode | null {
    const value = this.value(field);
    return value instanceof TreeNode ? value : null;
  }

  /** The list's entries; empty where the field is absent, `<>` or no list. */
  list(field: string): readonly TreeValue[] {
    const value = this.value(field);
    return Array.isArray(value) ? (value as readonly TreeValue[]) : NOTHING; // isArray forgets the element type
  }

  /** The list's entries that are nodes: only where every entry must be one. */
  nodes(field: string): readonly TreeNode[] {
    return this.list(field).filter((entry) => entry instanceof TreeNode);
  }

  text(field: string): string | null {
    const value = this.value(field);
    return typeof value === 'string' ? value : null;
  }

  /** The number, or NaN where there is none: no comparison holds for it. */
  number(field: string): number {
    const text = this.text(field);
    return text === null ? Number.NaN : Number(text);
  }

  is(field: string): boolean {
    return this.value(field) === 'true';
  }

  /** Whether two nodes mean the same expression: where it stands in the text does not matter. */
  equals(other: TreeNode): boolean {
    return this.tag === other.tag && sameList(this.read(), other.read());
  }

  /** Whether this is such a node, or one within it is. */
  some(isSuch: (node: TreeNode) => boolean): boolean {
    const within = (value: TreeValue): boolean =>
      value instanceof TreeNode ? value.some(isSuch) : isList(value) && value.some(within);
    return isSuch(this) || this.read().some(within);
  }

  private read(): readonly TreeValue[] {
    return (this.fields ??= new Reader(this.source, this.offset).fields());
  }
}

/** Whether a value is a list: `Array.isArray` forgets the element type. */
export function isList(value: TreeValue): value is readonly TreeValue[] {
  return Array.isArray(value);
}

function sameList(left: readonly TreeValue[], right: readonly TreeValue[]): boolean {
  return (
    left.length === right.length &&
    left.every((value, at) => left[at - 1] === 'location' || sameValue(value, right[at]))
  );
}

function sameValue(left: TreeValue, right: TreeValue | undefined): boolean {
  if (left instanceof TreeNode) return right instanceof TreeNode && left.equals(right);
  if (left === null || typeof left === 'string') return left === right;
  return Array.isArray(right) && sameList(left, right as readonly TreeValue[]); // isArray forgets the element type
}

const NOTHING: readonly TreeValue[] = [];

/**
 * Reads one tree: the value the text holds.
 * @throws SyntaxError where the text is no node tree; then the reader does not know this server's format.
 */
export function readNodeTree(text: string): TreeValue {
  const reader = new Reader(text, 0);
  const value = reader.value();
  reader.end();
  return value;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN_LIST = 0x28;
const CLOSE_LIST = 0x29;
const COLON = 0x3a;
const OPEN_DATUM = 0x5b;
const CLOSE_DATUM = 0x5d;
const BACKSLASH = 0x5c;
const OPEN_NODE = 0x7b;
const CLOSE_NODE = 0x7d;

/** Marks before the entries of a list that is not one of nodes: integers, oids, transaction ids, a bit set. */
const LIST_MARKS: ReadonlySet<TreeValue> = new Set(['i', 'o', 'x', 'b']);

class Reader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  value(): TreeValue {
    const code = this.next();
    if (code === OPEN_NODE) return this.node();
    if (code === OPEN_LIST) return this.list();
    return this.scalar(code);
  }

  end(): void {
    if (!Number.isNaN(this.next())) throw this.unexpected();
  }

  /** The names and values of the node that starts here. */
  fields(): readonly TreeValue[] {
    this.at++;
    this.token();
    const fields: TreeValue[] = [];
    for (;;) {
      const code = this.next();
      if (code === CLOSE_NODE) return fields;
      if (code !== COLON) throw this.unexpected();
      this.at++;
      const field = this.token();
      const value = this.value();
      fields.push(field, this.next() === OPEN_DATUM ? this.datum() : value);
    }
  }

  /** Passes over a node to behind its end, from bracket to bracket: that is most of the work on a big tree. */
  private node(): TreeNode {
    const { text } = this;
    const start = this.at;
    let depth = 1;
    let open = bracketFrom(text, '{', start + 1);
    let close = bracketFrom(text, '}', start + 1);
    while (close < text.length) {
      if (open < close) {
        depth++;
        open = bracketFrom(text, '{', open + 1);
      } else if (--depth === 0) {
        this.at = close + 1;
        return new TreeNode(text, start);
      } else {
        close = bracketFrom(text, '}', close + 1);
      }
    }
    throw this.unexpected();
  }

  private list(): readonly TreeValue[] {
    this.at++;
    const entries: TreeValue[] = [];
    let marked = false;
    for (;;) {
      const code = this.next();
      if (code === CLOSE_LIST) break;
      const value = this.value();
      // A string entry is quoted, so a bare letter can only be the mark.
      if (entries.length === 0 && !marked && code !== QUOTE && LIST_MARKS.has(value)) marked = true;
      else entries.push(value);
    }
    this.at++;
    return entries;
  }

  /** `[ 16 0 0 0 ]`, the bytes after a constant's length. */
  private datum(): readonly string[] {
    this.at++;
    const bytes: string[] = [];
    while (this.next() !== CLOSE_DATUM) bytes.push(this.token());
    this.at++;
    return bytes;
  }

  private scalar(first: number): string | null {
    const token = this.token();
    if (token === '<>') return null;
    // A value that itself starts with a quote has a backslash before it, so these are the delimiters.
    if (first === QUOTE && this.text.charCodeAt(this.at - 1) === QUOTE) return unescape(token.slice(1, -1));
    return unescape(token);
  }

  /** Everything up to a white space or bracket without a backslash before it, escapes still in it. */
  token(): string {
    const { text } = this;
    const start = this.at;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code <= SPACE || code === CLOSE_LIST || code === OPEN_LIST || code === OPEN_NODE || code === CLOSE_NODE)
        break;
    }
    if (at === start) throw this.unexpected();
    this.at = at;
    return text.slice(start, at);
  }

  /** Skips white space; the next character's code, or NaN at the end. */
  private next(): number {
    let code = this.text.charCodeAt(this.at);
    while (code <= SPACE) code = this.text.charCodeAt(++this.at);
    return code;
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(
      `not a node tree at character ${this.at}: ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`,
    );
  }
}

function unescape(token: string): string {
  return token.includes('\\') ? token.replace(/\\([\s\S])/g, '$1') : token;
}

/** The next bracket that belongs to the tree and to no name, or the text's length. */
function bracketFrom(text: string, bracket: '{' | '}', from: number): number {
  for (let at = text.indexOf(bracket, from); at >= 0; at = text.indexOf(bracket, at + 1)) {
    let backslashes = at;
    while (text.charCodeAt(backslashes - 1) === BACKSLASH) backslashes--;
    if ((at - backslashes) % 2 === 0) return at;
  }
  return text.length;
}
