import type { Location } from '@rowpact/model';
import type { Nodes } from 'mdast';

/**
 * The text of a heading, a list item or a cell without its markup, and where each of its characters stands in the file.
 * Line breaks (`<br>` too) are line feeds.
 */
export class RichText {
  readonly #source: Source;
  readonly #offsets: readonly number[];
  readonly #code: readonly boolean[];
  readonly #struck: readonly (readonly [number, number])[];
  readonly text: string;

  constructor(source: Source, nodes: readonly Nodes[]) {
    const characters: Character[] = [];
    for (const node of nodes) collect(source.text, node, characters);
    this.#source = source;
    this.text = characters.map(({ text }) => text).join('');
    this.#offsets = characters.map(({ offset }) => offset);
    this.#code = characters.map(({ code }) => code);
    this.#struck = struckIn(this.text);
  }

  /** Whether a character stands in backticks. */
  isCode(index: number): boolean {
    return this.#code[index] ?? false;
  }

  locationAt(index: number): Required<Location> {
    return this.#source.locationAt(this.#offsets[index] ?? this.#offsets.at(-1) ?? 0);
  }

  /** Whether a character stands between `~~` and `~~`. */
  isStruck(index: number): boolean {
    return this.#struck.some(([from, to]) => index >= from && index < to);
  }
}

function struckIn(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/~~(?=\S).+?(?<=\S)~~/gsu)].map(({ index, 0: match }) => [index, index + match.length]);
}

interface Character {
  readonly text: string;
  readonly offset: number;
  readonly code: boolean;
}

/** A file's text, and the lines in it. */
export class Source {
  readonly text: string;
  readonly file: string;
  readonly #starts: readonly number[];

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map(({ index, 0: { length } }) => index + length)];
  }

  locationAt(offset: number): Required<Location> {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { file: this.file, line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

function collect(source: string, node: Nodes, into: Character[]): void {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  if (node.type === 'text' || node.type === 'inlineCode') {
    align(node.value, source.slice(start, end), start, node.type === 'inlineCode', into);
  } else if (node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/iu.test(node.value))) {
    into.push({ text: '\n', offset: start, code: false });
  } else if ('children' in node) {
    for (const child of node.children) collect(source, child, into);
  }
}

/** A value beside the source it was read from, which has backslashes, entities and backticks more. */
function align(value: string, source: string, start: number, code: boolean, into: Character[]): void {
  let at = code ? (/^`*/u.exec(source)?.[0].length ?? 0) : 0;
  for (let index = 0; index < value.length; index++) {
    const text = value.charAt(index);
    at = skipMarkup(source, at, text);
    into.push({ text: text === '\r' ? '\n' : text, offset: start + Math.min(at, source.length), code });
    at += code ? 1 : lengthInSource(value, index, source, at);
  }
}

function skipMarkup(source: string, at: number, text: string): number {
  if (source[at] === '\\' && source[at + 1] === text) return at + 1;
  if (source[at] === text || source[at] === '&') return at;
  // Spaces that the value has lost: around code, and where a line of text starts.
  let next = at;
  while (next < source.length && /[ \t]/u.test(source.charAt(next))) next++;
  return source[next] === text ? next : at;
}

/** An entity is one character of the value, unless it is none and stands in both. */
function lengthInSource(value: string, index: number, source: string, at: number): number {
  const entity =
    source[at] === '&' ? /^&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);/iu.exec(source.slice(at, at + 40))?.[0] : undefined;
  return entity === undefined || value.startsWith(entity, index) ? 1 : entity.length;
}
