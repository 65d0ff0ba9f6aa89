/**
 * The tree that `debug_print_parse` writes, as values, read to its end in one pass and without recursion: a consumer's text may be
 * as deep as PostgreSQL takes it. Names have their escapes removed; scalars are strings, `<>` is null, all lists are arrays,
 * a datum is the array of its bytes.
 */
export type ParseValue = string | null | ParseNode | readonly ParseValue[];

/** One `{TAG :field value ...}`. */
export class ParseNode {
  constructor(
    readonly tag: string,
    /** Names and values by turns. */
    readonly fields: readonly ParseValue[],
  ) {}

  /** The field, or null where it is absent or `<>`. */
  value(field: string): ParseValue {
    const { fields } = this;
    for (let at = 0; at < fields.length; at += 2) if (fields[at] === field) return fields[at + 1] ?? null;
    return null;
  }

  node(field: string): ParseNode | null {
    const value = this.value(field);
    return value instanceof ParseNode ? value : null;
  }

  list(field: string): readonly ParseValue[] {
    const value = this.value(field);
    return Array.isArray(value) ? (value as readonly ParseValue[]) : NOTHING; // isArray forgets the element type
  }

  nodes(field: string): readonly ParseNode[] {
    return this.list(field).filter((entry) => entry instanceof ParseNode);
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
}

const NOTHING: readonly ParseValue[] = [];
const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN_LIST = 0x28;
const CLOSE_LIST = 0x29;
const COLON = 0x3a;
const OPEN_DATUM = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_DATUM = 0x5d;
const OPEN_NODE = 0x7b;
const CLOSE_NODE = 0x7d;

/** Marks before the entries of a list that is not one of nodes: integers, oids, transaction ids, a bit set. */
const LIST_MARKS: ReadonlySet<ParseValue> = new Set(['i', 'o', 'x', 'b']);

/** Fields that nobody here looks at, of the nodes that there are most of: they are a good half of a tree. */
const UNREAD: ReadonlySet<string> = new Set([
  'eref',
  'vartypmod',
  'varcollid',
  'varnullingrels',
  'varreturningtype',
  'varnosyn',
  'varattnosyn',
  'paramtypmod',
  'paramcollid',
  'consttypmod',
  'constcollid',
  'opretset',
  'opcollid',
  'inputcollid',
  'funccollid',
  'resname',
  'resorigtbl',
  'resorigcol',
  'selectedCols',
]);

/** A node (with its tag) or list that is not closed yet. */
interface Frame {
  readonly tag: string | null;
  readonly items: ParseValue[];
  /** In a list: whether the next entry may be the mark. */
  fresh: boolean;
}

/**
 * Reads one tree: the value the text holds.
 * @throws SyntaxError where the text is no node tree.
 */
export function readParseTree(text: string): ParseValue {
  return new Reader(text).read();
}

class Reader {
  private at = 0;
  private readonly frames: Frame[] = [{ tag: null, items: [], fresh: false }];

  constructor(private readonly text: string) {}

  read(): ParseValue {
    for (let code = this.next(); !Number.isNaN(code); code = this.next()) this.take(code);
    const [root, ...open] = this.frames;
    if (open.length > 0 || root?.items.length !== 1) throw this.unexpected();
    return root.items[0] ?? null;
  }

  private take(code: number): void {
    if (code === OPEN_NODE) {
      this.at++;
      this.frames.push({ tag: this.token(), items: [], fresh: false });
    } else if (code === OPEN_LIST) {
      this.at++;
      this.frames.push({ tag: null, items: [], fresh: true });
    } else if (code === CLOSE_NODE || code === CLOSE_LIST) {
      this.at++;
      this.close(code === CLOSE_NODE);
    } else if (code === OPEN_DATUM) {
      this.datum();
    } else {
      this.scalar(code);
    }
  }

  private close(node: boolean): void {
    const frame = this.frames.pop();
    if (frame === undefined || (frame.tag !== null) !== node) throw this.unexpected();
    this.put(frame.tag === null ? frame.items : new ParseNode(frame.tag, frame.items));
  }

  private scalar(code: number): void {
    const frame = this.frame();
    if (frame.tag !== null && frame.items.length % 2 === 0) {
      // A field's name; bare words that some raw nodes print between their fields are left out.
      if (code === COLON) this.at++;
      const token = this.token();
      if (code !== COLON) return;
      if (UNREAD.has(token)) this.skip();
      else frame.items.push(token);
      return;
    }
    const token = this.token();
    if (frame.fresh && code !== QUOTE && LIST_MARKS.has(token)) frame.fresh = false;
    else this.put(valueOf(token, code));
  }

  /** Passes over a field's value: a scalar, a list of scalars, or a node of such. */
  private skip(): void {
    let depth = 0;
    do {
      const code = this.next();
      if (code === OPEN_NODE || code === OPEN_LIST) {
        depth++;
        this.at++;
      } else if (code === CLOSE_NODE || code === CLOSE_LIST) {
        depth--;
        this.at++;
      } else if (Number.isNaN(code)) {
        throw this.unexpected();
      } else {
        this.pass();
      }
    } while (depth > 0);
  }

  private put(value: ParseValue): void {
    const frame = this.frame();
    // A closed node where a field's name should be: of no field that we know.
    if (frame.tag !== null && frame.items.length % 2 === 0) return;
    frame.fresh = false;
    frame.items.push(value);
  }

  /** `[ 16 0 0 0 ]`, the bytes after a constant's length: they take the length's place. */
  private datum(): void {
    this.at++;
    const bytes: string[] = [];
    while (this.next() !== CLOSE_DATUM) bytes.push(this.token());
    this.at++;
    const { items } = this.frame();
    items[items.length - 1] = bytes;
  }

  private frame(): Frame {
    const frame = this.frames.at(-1);
    if (frame === undefined) throw this.unexpected();
    return frame;
  }

  /** Everything up to a white space or bracket without a backslash before it, escapes still in it. */
  private token(): string {
    const start = this.at;
    this.pass();
    return this.text.slice(start, this.at);
  }

  private pass(): void {
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
  }

  /** Skips white space; the next character's code, or NaN at the end. */
  private next(): number {
    let code = this.text.charCodeAt(this.at);
    while (code <= SPACE) code = this.text.charCodeAt(++this.at);
    return code;
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(
      `no parse tree at character ${this.at}: ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`,
    );
  }
}

function valueOf(token: string, first: number): string | null {
  if (token === '<>') return null;
  const bare = first === QUOTE && token.length > 1 && token.endsWith('"') ? token.slice(1, -1) : token;
  return bare.includes('\\') ? bare.replace(/\\([\s\S])/g, '$1') : bare;
}

const LINE = 78;

/**
 * Undoes the folding of `debug_print_parse`: it breaks lines at blanks, where a line end is as good as a blank, and a word that
 * is longer than a line wherever the line is full.
 */
export function unfoldTree(folded: string): string {
  if (!/^[^ \n]{26,78}$/m.test(folded)) return folded;
  const lines = folded.split('\n');
  return lines.map((line) => line + (line.includes(' ') || Buffer.byteLength(line) !== LINE ? '\n' : '')).join('');
}
