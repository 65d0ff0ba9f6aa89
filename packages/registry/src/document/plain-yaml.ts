/**
 * Reads the plain part of YAML that registry files are nearly always written in, some twenty times as fast as the
 * `yaml` package and without loading it: block maps, lists of words, brackets and braces on one line, simple quotes,
 * comments. Undefined for a text with anything else, right or wrong: then the real parser has the say. What this reader
 * accepts, it must read exactly as that parser does; a test holds the two against each other over mutated files.
 */
export function readPlainYaml(text: string): unknown {
  const lines = significantLines(text);
  if (!lines || lines.length === 0) return undefined;
  const reader = new PlainReader(lines);
  const value = reader.block(lines[0]?.indent ?? 0);
  return reader.complete ? value : undefined;
}

interface Line {
  readonly indent: number;
  readonly content: string;
}

/** Lines with content; null where the text has characters that only the real parser may judge. */
function significantLines(text: string): readonly Line[] | null {
  if (/[^\n\r -~\p{L}\p{N}]|\r(?!\n)/u.test(text)) return null;
  return text.split(/\r?\n/u).flatMap((line) => {
    const content = line.trim();
    return content === '' || content.startsWith('#')
      ? []
      : [{ indent: line.length - line.trimStart().length, content }];
  });
}

const KEY = /^(?:([\p{L}_][\p{L}\p{N}_.$/-]*)|"([^"\\]+)"|'([^']+)'):(?: +|$)/u;
/** YAML limits keys to 1,024 characters. */
const LONGEST_KEY = 500;
const WORD =
  /(?:[\p{L}_$/]|\.{1,2}(?=[/ ,\]}]|$))[\p{L}\p{N}_.$/()@+*-]*(?: +[\p{L}\p{N}_.$/()+][\p{L}\p{N}_.$/()@+*-]*)*/uy;
const NUMBER = /(?:0|[1-9][0-9]{0,14})(?=[,\]} ]|$)/uy;
const DOUBLE = /"([^"\\]*)"/uy;
const SINGLE = /'([^']*)'/uy;
const SPACE = / */uy;
const END = / *(?: #.*)?$/uy;

/** `undefined` from any method means: not plain; it ends the reading. */
class PlainReader {
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** Whether every line found its place; one that is indented as no block around it is found none. */
  get complete(): boolean {
    return this.#at === this.#lines.length;
  }

  /** The map or list that starts at the current line. */
  block(indent: number): unknown {
    return this.#isItem(this.#lines[this.#at]) ? this.#list(indent) : this.#map(indent);
  }

  #isItem(line: Line | undefined): boolean {
    return line !== undefined && line.content.startsWith('- ');
  }

  #list(indent: number): unknown {
    const items: unknown[] = [];
    for (
      let line = this.#lines[this.#at];
      line?.indent === indent && this.#isItem(line);
      line = this.#lines[this.#at]
    ) {
      const item = new PlainLine(line.content, 1).read();
      if (item === undefined) return undefined;
      items.push(item);
      this.#at++;
    }
    return items;
  }

  #map(indent: number): unknown {
    const map = Object.create(null) as Record<string, unknown>; // without prototype, so that every key is its own
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      const match = KEY.exec(line.content);
      const key = match?.[1] ?? match?.[2] ?? match?.[3];
      if (!match || key === undefined || key.length > LONGEST_KEY || Object.hasOwn(map, key)) return undefined;
      this.#at++;
      const value = this.#entry(line.content, match[0].length, indent);
      if (value === undefined) return undefined;
      map[key] = value;
      if (this.#isItem(this.#lines[this.#at]) && this.#lines[this.#at]?.indent === indent) return undefined;
    }
    return map;
  }

  /** What stands behind a key, or below it. */
  #entry(content: string, from: number, indent: number): unknown {
    const behind = content.slice(from);
    if (behind !== '' && !behind.startsWith('#')) return new PlainLine(content, from).read();
    if (behind.startsWith('#') && content[from - 1] !== ' ') return undefined;
    const next = this.#lines[this.#at];
    if (next && next.indent > indent) return this.block(next.indent);
    if (next?.indent === indent && this.#isItem(next)) return this.#list(indent);
    return null;
  }
}

/** One value on one line. */
class PlainLine {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** The value, where nothing but a comment follows. */
  read(): unknown {
    this.#take(SPACE);
    const value = this.#value(0);
    return value === undefined || this.#take(END) === null ? undefined : value;
  }

  #value(depth: number): unknown {
    const first = this.#text[this.#at];
    if (first === '[') return depth > 9 ? undefined : this.#items(depth);
    if (first === '{') return depth > 9 ? undefined : this.#pairs(depth);
    if (first === '"') return this.#take(DOUBLE)?.[1];
    if (first === "'") return this.#take(SINGLE)?.[1];
    const number = this.#take(NUMBER);
    return number ? Number(number[0]) : this.#word();
  }

  #word(): unknown {
    const word = this.#take(WORD)?.[0];
    if (word === undefined || /^(?:null|true|false)$/iu.test(word)) return MEANINGS.get(word ?? '');
    return word;
  }

  #items(depth: number): unknown {
    const items: unknown[] = [];
    const read = (): boolean => {
      const item = this.#value(depth + 1);
      if (item !== undefined) items.push(item);
      return item !== undefined;
    };
    return this.#separated(']', read) ? items : undefined;
  }

  #pairs(depth: number): unknown {
    const map = Object.create(null) as Record<string, unknown>; // as in a block
    const read = (): boolean => {
      const match = KEY.exec(this.#text.slice(this.#at));
      const key = match?.[1] ?? match?.[2] ?? match?.[3];
      if (!match || key === undefined || key.length > LONGEST_KEY || Object.hasOwn(map, key)) return false;
      this.#at += match[0].length;
      const value = this.#value(depth + 1);
      if (value !== undefined) map[key] = value;
      return value !== undefined;
    };
    return this.#separated('}', read) ? map : undefined;
  }

  /** Reads items apart by commas up to the closing bracket, the opening one still ahead. */
  #separated(close: string, read: () => boolean): boolean {
    this.#at++;
    this.#take(SPACE);
    if (this.#skip(close)) return true;
    do {
      this.#take(SPACE);
      if (!read()) return false;
      this.#take(SPACE);
    } while (this.#skip(','));
    return this.#skip(close);
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}

/** The words that YAML 1.2 does not read as text; in other spellings they are left to the real parser. */
const MEANINGS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
