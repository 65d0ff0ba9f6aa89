import type { Failure, Location } from '@rowpact/model';
import { isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { printPath, type DocumentPath } from './document-path.js';
import type { Problem } from './problem.js';
import { toPlainValue, type PlainValue } from './plain-value.js';

/** A YAML file that was read: its value, and where each part of it stands. */
export interface YamlDocument {
  readonly file: string;
  readonly text: string;
  /** Maps are objects without prototype, so that `__proto__` is a key like any other. Null where the file is no YAML. */
  readonly value: unknown;
  /** Whether `value` is what the file says; false after a syntax error or an alias. */
  readonly readable: boolean;
  readonly failures: readonly Failure[];
  /** The place of a node, or of the nearest one above it that exists. */
  readonly locate: (path: DocumentPath, at?: 'key' | 'value') => Location;
  readonly failureOf: (problem: Problem) => Failure;
}

/** How every YAML file of a registry is parsed: YAML 1.2, keys are text, no tags and no merge keys. */
export const PARSE_OPTIONS = {
  version: '1.2',
  merge: false,
  stringKeys: true,
  uniqueKeys: false,
  prettyErrors: false,
  resolveKnownTags: false,
  logLevel: 'error',
} as const;

/** Parses one YAML file; what is wrong with it as YAML stands in `failures`, nothing is thrown. */
export function readYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const document = parse(text, lines);
  const locationAt = (offset: number): Location => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const locate = (path: DocumentPath, at: 'key' | 'value' = 'key'): Location =>
    locationAt(document === null ? 0 : offsetOf(document.contents, path, at));
  const failureOf = ({ path, at, offset, message, hint }: Problem): Failure => ({
    code: 'registry-invalid',
    message: `${printPath(path)}: ${message}`,
    hint,
    location: offset === undefined ? locate(path, at) : locationAt(offset),
  });
  const syntax = document === null ? [tooDeep(locationAt(0))] : syntaxFailures(document, locationAt);
  const plain = document !== null && syntax.length === 0 ? toPlainValue(document.contents) : UNREAD;
  const failures = [...syntax, ...plain.problems.map(failureOf)];
  return { file, text, value: plain.value, readable: plain.complete, failures, locate, failureOf };
}

const UNREAD: PlainValue = { value: null, problems: [], complete: false };

/** Null for a document nested so deeply that the parser's stack gives out. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, { ...PARSE_OPTIONS, lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep(location: Location): Failure {
  const message = 'the document: expected a few levels of maps and lists, found a document nested too deeply to read';
  return { code: 'registry-invalid', message, hint: 'Remove the nesting.', location };
}

function syntaxFailures(document: Document.Parsed, locationAt: (offset: number) => Location): readonly Failure[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    code: 'registry-invalid',
    message: `the document: ${syntaxMessage(error.code, error.message)}`,
    hint: SYNTAX_HINTS.get(error.code) ?? 'Correct the YAML at this place.',
    location: locationAt(error.pos[0]),
  }));
}

function syntaxMessage(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'expected one YAML document, found a second one';
  return `expected YAML, found a mistake: ${message.split('\n')[0] ?? ''}`;
}

const SYNTAX_HINTS: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'Indent with spaces: YAML allows no tabs there.'],
  ['MULTIPLE_DOCS', 'Remove the line `---` and what follows, or move it to a file of its own.'],
  ['TAG_RESOLVE_FAILED', 'Remove the tag: registry files use none.'],
  ['NON_STRING_KEY', 'Write a plain name as the key.'],
  ['MISSING_CHAR', 'Add the missing character; a quote or bracket further up may be open.'],
  ['BAD_INDENT', 'Indent the entries of one map or list by the same number of spaces.'],
]);

/** Where the node at a path starts, or the nearest node above it. */
function offsetOf(top: Node | null, path: DocumentPath, at: 'key' | 'value'): number {
  let node: unknown = top;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === null) return offset;
    offset = startOf(child.key) ?? offset;
    if (at === 'value' && index === path.length - 1) return startOf(child.value) ?? offset;
    node = child.value;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { readonly key: unknown; readonly value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item.key) === String(step));
    return pair ? { key: pair.key, value: pair.value } : null;
  }
  if (!isSeq(node) || typeof step !== 'number' || step >= node.items.length) return null;
  return { key: node.items[step], value: node.items[step] };
}

/** The text of a map's key; keys are text in every registry file. */
export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Where a node's own text starts; null for one that was left empty. */
function startOf(node: unknown): number | null {
  if (!isScalar(node) && !isCollection(node)) return null;
  const range = node.range;
  return range && (range[0] !== range[1] || !isScalar(node)) ? range[0] : null;
}
