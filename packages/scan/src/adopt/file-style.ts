import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';

/** How a file is written, as far as a line that is added has to be written the same way. */
export interface FileStyle {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly newline: '\n' | '\r\n';
  /** One step of indentation. */
  readonly indent: string;
  /** Columns that a line may take. */
  readonly width: number;
}

/** What holds where a file itself does not show it. */
export interface StyleHabits {
  readonly quote: FileStyle['quote'];
  readonly semicolon: FileStyle['semicolon'];
}

const NARROWEST = 80;
const WIDEST = 120;

export function styleOf({ source, text }: AdoptedFile, habits: () => StyleHabits): FileStyle {
  const marks = countMarks(source);
  return {
    quote: marks.single === marks.double ? habits().quote : marks.single > marks.double ? "'" : '"',
    semicolon: marks.ended === marks.open ? habits().semicolon : marks.ended > marks.open ? ';' : '',
    newline: (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0) ? '\r\n' : '\n',
    indent: indentOf(text),
    width: widthOf(text),
  };
}

function countMarks(source: ts.SourceFile): Record<'single' | 'double' | 'ended' | 'open', number> {
  const marks = { single: 0, double: 0, ended: 0, open: 0 };
  const { text } = source;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) {
      if (text[node.getStart(source)] === "'") marks.single += 1;
      else marks.double += 1;
    }
    if (endsInSemicolon(node)) {
      if (text[node.end - 1] === ';') marks.ended += 1;
      else marks.open += 1;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return marks;
}

function endsInSemicolon(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableStatement(node) ||
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isExportDeclaration(node) ||
    ts.isPropertySignature(node)
  );
}

/** The smallest step by which a line begins deeper than the one before. */
function indentOf(text: string): string {
  let before = '';
  for (const line of text.split(/\r?\n/)) {
    const [own = ''] = /^[\t ]*/.exec(line) ?? [];
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    if (own.length > before.length && own.startsWith(before)) return own.slice(before.length);
    before = own;
  }
  return '  ';
}

/** As wide as the file is where it is wider than most are. */
function widthOf(text: string): number {
  const longest = text.split(/\r?\n/).reduce((most, line) => Math.max(most, line.length), 0);
  return Math.min(Math.max(longest, NARROWEST), WIDEST);
}
