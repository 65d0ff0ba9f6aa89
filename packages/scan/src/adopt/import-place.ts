import { ts } from 'ts-morph';
import { type AdoptedFile, importsIn, type Script } from './adopted-file.js';
import type { FileStyle } from './file-style.js';
import type { TextEdit } from './text-edit.js';

/** Comments that speak to a tool, and so of the whole file. */
const DIRECTIVE = /^\/[/*]+\s*(?:@ts-|eslint|prettier|biome|tslint|jshint|<reference|@jsx|@vitest|@license|@file|!)/;

/** Where a line with an import goes: among its own kind in their order, else behind the other imports, else at the top. */
export function importPlace(
  file: AdoptedFile,
  script: Script,
  path: string,
  line: string,
  { newline }: FileStyle,
): TextEdit {
  const imports = importsIn(file, script);
  if (imports.length === 0) return atTop(file, script, line, newline);
  const alike = imports.filter((each) => kindOf(specifierOf(each)) === kindOf(path));
  const group = alike.length > 0 ? alike : imports;
  const sorted = [imports, alike].find((each) => each.length > 1 && isSorted(each));
  const next = sorted?.find((each) => path < specifierOf(each));
  if (next) return before(file, next, line, newline);
  const last = group.at(-1);
  if (!last) return atTop(file, script, line, newline);
  const at = endOfLine(file.text, last.end);
  return { start: at, end: at, text: `${newline}${indentationAt(file, last)}${line}` };
}

function before(file: AdoptedFile, next: ts.ImportDeclaration, line: string, newline: string): TextEdit {
  const at = next.getStart(file.source);
  return { start: at, end: at, text: `${line}${newline}${indentationAt(file, next)}` };
}

/** `$lib/…`, `../…`, `./…`, packages: people keep these apart. */
function kindOf(specifier: string): string {
  if (specifier.startsWith('./') || specifier === '.') return 'here';
  if (specifier.startsWith('..')) return 'above';
  return /^[$~#]|^@\//.test(specifier) ? (specifier.split('/')[0] ?? '') : 'package';
}

function isSorted(imports: readonly ts.ImportDeclaration[]): boolean {
  return imports.every((each, at) => {
    const previous = imports[at - 1];
    return previous === undefined || specifierOf(previous) <= specifierOf(each);
  });
}

function specifierOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

function indentationAt({ text, source }: AdoptedFile, node: ts.Node): string {
  return /[\t ]*$/.exec(text.slice(0, node.getStart(source)))?.[0] ?? '';
}

/** Behind a comment that stands at the end of the line. */
function endOfLine(text: string, from: number): number {
  const comment = ts.getTrailingCommentRanges(text, from)?.at(-1);
  return comment?.end ?? from;
}

function atTop(file: AdoptedFile, script: Script, line: string, newline: string): TextEdit {
  const { source, text } = file;
  const statements = source.statements.filter(({ pos, end }) => end > script.start && pos < script.end);
  const end = statements.findIndex((statement) => !isDirective(statement));
  const directive = statements.slice(0, end < 0 ? statements.length : end).at(-1);
  if (directive) {
    const at = endOfLine(text, directive.end);
    return { start: at, end: at, text: `${newline}${newline}${line}` };
  }
  const [first] = statements;
  if (script.start > 0) return inComponent(file, script, first, line, newline);
  const at = first ? topOf(text, first.pos, first.getStart(source)) : script.end;
  return { start: at, end: at, text: `${line}${newline}${newline}` };
}

/** `'use server'` and its like come before everything. */
function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function inComponent(
  { source, text }: AdoptedFile,
  script: Script,
  first: ts.Statement | undefined,
  line: string,
  newline: string,
): TextEdit {
  const start = first
    ? (ts.getLeadingCommentRanges(text, Math.max(first.pos, script.start))?.[0]?.pos ?? first.getStart(source))
    : script.start;
  const indentation = /[\t ]*$/.exec(text.slice(0, start))?.[0] ?? '';
  return { start, end: start, text: `${line}${newline}${newline}${indentation}` };
}

/** Before the comment that belongs to the first statement, behind what speaks of the whole file. */
function topOf(text: string, from: number, start: number): number {
  const comments = ts.getLeadingCommentRanges(text, from) ?? [];
  let top = start;
  for (const { pos, end } of [...comments].reverse()) {
    const isApart = /\n[\t ]*\r?\n/.test(text.slice(end, top));
    if (isApart || DIRECTIVE.test(text.slice(pos, end))) break;
    top = pos;
  }
  return top;
}
