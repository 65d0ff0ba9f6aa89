import type { Failure, Location } from '@rowpact/model';
import type { Document, LineCounter } from 'yaml';
import type { DocumentPath } from './document-path.js';
import { loadYaml } from './load-yaml.js';
import { offsetOf } from './node-places.js';
import { toPlainValue, type PlainValue } from './plain-value.js';

/** A YAML text as the real parser sees it. */
export interface ParsedYaml extends PlainValue {
  /** What is wrong with it as YAML. */
  readonly failures: readonly Failure[];
  readonly locationAt: (offset: number) => Location;
  readonly locate: (path: DocumentPath, at: 'key' | 'value') => Location;
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

export function parseYaml(text: string, file: string): ParsedYaml {
  const lines = new (loadYaml().LineCounter)();
  const document = parse(text, lines);
  const locationAt = (offset: number): Location => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const locate = (path: DocumentPath, at: 'key' | 'value'): Location =>
    locationAt(document === null ? 0 : offsetOf(document.contents, path, at));
  const failures = document === null ? [tooDeep(locationAt(0))] : syntaxFailures(document, locationAt);
  const plain = document !== null && failures.length === 0 ? toPlainValue(document.contents) : UNREAD;
  return { ...plain, failures, locationAt, locate };
}

const UNREAD: PlainValue = { value: null, problems: [], complete: false };

/** Null for a document nested so deeply that the parser's stack gives out. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return loadYaml().parseDocument(text, { ...PARSE_OPTIONS, lineCounter });
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
