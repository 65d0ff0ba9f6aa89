import { ts } from 'ts-morph';
import type { ComponentTrouble } from '../component/component-scripts.js';
import { isComponent, scriptsOf } from '../component/scripts-of.js';
import type { SourceModule } from './source-module.js';

/** A module, and what of its file could not be looked into: only components have such parts. */
export interface ParsedModule extends SourceModule {
  readonly troubles: readonly ComponentTrouble[];
}

/** A file that is no module, and why. */
export interface UnparsedModule {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** Parses one file. Errors in TypeScript's own syntax leave a tree all the same: see `syntaxErrorsOf`. */
export function parseModule(path: string, file: string, text: string | null): ParsedModule | UnparsedModule {
  if (text === null) return { file, path, reason: 'it cannot be read' };
  if (!isComponent(path)) return { file, path, source: sourceFile(path, text, kindOf(path)), troubles: [] };
  const scripts = scriptsOf(path, text);
  return { file, path, source: sourceFile(path, scripts.text, KINDS[scripts.language]), troubles: scripts.troubles };
}

/** The first place where a module's text is not TypeScript; null where all of it is. */
export function firstSyntaxError(
  module: SourceModule,
): { readonly message: string; readonly line: number; readonly column: number } | null {
  // parseDiagnostics is where the parser keeps them; the types leave it out, and a Program would cost a checker.
  const { parseDiagnostics } = module.source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  const first = parseDiagnostics[0];
  if (first === undefined) return null;
  const { line, character } = module.source.getLineAndCharacterOfPosition(first.start);
  return {
    message: ts.flattenDiagnosticMessageText(first.messageText, ' '),
    line: line + 1,
    column: character + 1,
  };
}

const KINDS = {
  ts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JS,
  jsx: ts.ScriptKind.JSX,
} as const;

function kindOf(path: string): ts.ScriptKind {
  if (path.endsWith('.tsx')) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return path.endsWith('.jsx') ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}

function sourceFile(path: string, text: string, kind: ts.ScriptKind): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(path, text, options, true, kind);
}
