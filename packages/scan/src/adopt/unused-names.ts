import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';
import type { TextEdit } from './text-edit.js';

/** What a file named before and does not any more. */
export interface UnusedNames {
  /** Takes the imports among them away. */
  readonly edits: readonly TextEdit[];
  /** Types of the file's own, which are left. */
  readonly types: readonly string[];
}

export function unusedNames(before: AdoptedFile, after: AdoptedFile): UnusedNames {
  const used = usesIn(after);
  const gone = [...usesIn(before)].filter((name) => !used.has(name));
  if (gone.length === 0) return { edits: [], types: [] };
  const names = new Set(gone);
  return {
    edits: after.source.statements.flatMap((each) => withoutNames(each, names, after)),
    types: typesIn(after, names),
  };
}

/** Names that stand anywhere but where they are imported or declared; in a component's markup and in links of comments too. */
function usesIn({ source, text }: AdoptedFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && !isTypeName(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const [, name = ''] of text.matchAll(/\{@link(?:code|plain)?\s+([\w$]+)/g)) names.add(name);
  // What of a component is blank in its scripts is markup.
  for (const { 0: word, index } of source.text === text ? [] : text.matchAll(/[\w$]+/g)) {
    if (source.text.slice(index, index + word.length) !== word) names.add(word);
  }
  return names;
}

function isTypeName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isDeclaration =
    ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isEnumDeclaration(parent);
  return isDeclaration && parent.name === node;
}

function typesIn({ source }: AdoptedFile, names: ReadonlySet<string>): readonly string[] {
  return source.statements.flatMap((statement) => {
    const isType =
      ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement);
    if (!isType || !names.has(statement.name.text)) return [];
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    return isExported ? [] : [statement.name.text];
  });
}

function withoutNames(statement: ts.Statement, names: ReadonlySet<string>, file: AdoptedFile): readonly TextEdit[] {
  if (!ts.isImportDeclaration(statement) || !statement.importClause) return [];
  const { name, namedBindings } = statement.importClause;
  if (namedBindings && ts.isNamedImports(namedBindings)) {
    const { elements } = namedBindings;
    const stay = elements.filter((element) => !names.has(element.name.text));
    if (stay.length === elements.length) return [];
    if (stay.length === 0 && name === undefined) return [wholeLine(statement, file)];
    if (stay.length > 0) return withoutElements(elements, names, file);
    // `import Default, { Gone }`: the list goes with its comma.
    return [{ start: name?.end ?? 0, end: namedBindings.end, text: '' }];
  }
  const own = namedBindings ? namedBindings.name.text : name?.text;
  return own !== undefined && names.has(own) && (name === undefined || namedBindings === undefined)
    ? [wholeLine(statement, file)]
    : [];
}

function withoutElements(
  elements: ts.NodeArray<ts.ImportSpecifier>,
  names: ReadonlySet<string>,
  { source }: AdoptedFile,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const lastKept = elements.findLastIndex((element) => !names.has(element.name.text));
  elements.forEach((element, at) => {
    if (!names.has(element.name.text)) return;
    const [before, after] = [elements[at - 1], elements[at + 1]];
    // Up to the next one that follows; what stands behind the last that stays goes with the comma before it.
    if (after && at < lastKept) edits.push({ start: element.getStart(source), end: after.getStart(source), text: '' });
    else if (before) edits.push({ start: before.end, end: element.end, text: '' });
  });
  return edits;
}

/** The statement with its line, and with the empty line that would then begin the file. */
function wholeLine(statement: ts.Statement, { source, text }: AdoptedFile): TextEdit {
  const start = statement.getStart(source);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[\t ]*(?:\r?\n|$)/.exec(text.slice(statement.end))?.[0];
  if (text.slice(lineStart, start).trim() !== '' || rest === undefined) return { start, end: statement.end, text: '' };
  let end = statement.end + rest.length;
  if (lineStart === 0) end += /^(?:[\t ]*\r?\n)*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: lineStart, end, text: '' };
}
