import { ts } from 'ts-morph';
import { type AdoptedFile, importsIn, type Script } from './adopted-file.js';
import type { FileStyle } from './file-style.js';
import type { ImportPaths } from './import-path.js';
import { importPlace } from './import-place.js';
import type { TextEdit } from './text-edit.js';

/** The generated rows that one file names, and the edits that import them. */
export class RowImports {
  /** Names to import by the script that needs them. */
  private readonly wanted = new Map<number, { readonly script: Script; readonly names: Map<string, string> }>();

  constructor(
    private readonly file: AdoptedFile,
    private readonly paths: ImportPaths,
    private readonly style: FileStyle,
  ) {}

  /** What a row interface is called at a place of the file, imported if it is not yet. */
  nameAt(offset: number, row: string): string {
    if (!isModule(this.file)) return `import(${this.quoted(this.paths.specifierFor(this.file.file, []))}).${row}`;
    const script = this.file.scriptAt(offset);
    const known = this.importedNames(script).get(row) ?? this.wanted.get(script.start)?.names.get(row);
    if (known !== undefined) return known;
    const name = this.freeName(row);
    const wanted = this.wanted.get(script.start) ?? { script, names: new Map<string, string>() };
    wanted.names.set(row, name);
    this.wanted.set(script.start, wanted);
    return name;
  }

  /** Whether a type speaks of anything that comes from the generated module. */
  mentionsGenerated(type: ts.TypeNode): boolean {
    const script = this.file.scriptAt(type.getStart(this.file.source));
    const names = new Set(this.generatedImports(script).flatMap(localNames));
    const visit = (node: ts.Node): boolean => {
      if (ts.isIdentifier(node) && names.has(node.text)) return true;
      if (
        ts.isImportTypeNode(node) &&
        ts.isLiteralTypeNode(node.argument) &&
        ts.isStringLiteral(node.argument.literal)
      ) {
        return this.paths.isGenerated(this.file.file, node.argument.literal.text);
      }
      return ts.forEachChild(node, visit) ?? false;
    };
    return visit(type);
  }

  edits(): readonly TextEdit[] {
    return [...this.wanted.values()].flatMap(({ script, names }) => this.editsIn(script, names));
  }

  private editsIn(script: Script, names: ReadonlyMap<string, string>): readonly TextEdit[] {
    const specifiers = [...names].sort().map(([row, name]) => (row === name ? row : `${row} as ${name}`));
    const existing = this.generatedImports(script).filter(isExtensible);
    const target = existing.find((each) => each.importClause.phaseModifier !== undefined) ?? existing[0];
    if (target) return extend(target, specifiers, this.file, this.style.newline);
    const path = this.paths.specifierFor(this.file.file, importsIn(this.file, script).map(specifierOf));
    const line = `import type { ${specifiers.join(', ')} } from ${this.quoted(path)}${this.style.semicolon}`;
    return [importPlace(this.file, script, path, line, this.style)];
  }

  private importedNames(script: Script): ReadonlyMap<string, string> {
    const names = this.generatedImports(script).flatMap(({ importClause }) => {
      const bindings = importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings)) return [];
      return bindings.elements.map(({ name, propertyName }) => [(propertyName ?? name).text, name.text] as const);
    });
    return new Map(names);
  }

  private generatedImports(script: Script): readonly ts.ImportDeclaration[] {
    return importsIn(this.file, script).filter((each) => this.paths.isGenerated(this.file.file, specifierOf(each)));
  }

  private freeName(row: string): string {
    const taken = namesIn(this.file.source);
    for (const names of this.wanted.values()) for (const name of names.names.values()) taken.add(name);
    if (!taken.has(row)) return row;
    for (let count = 1; ; count++) {
      const name = `Generated${row}${count === 1 ? '' : count}`;
      if (!taken.has(name)) return name;
    }
  }

  private quoted(specifier: string): string {
    return `${this.style.quote}${specifier}${this.style.quote}`;
  }
}

/** What an import calls the things that it brings. */
function localNames({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  if (!bindings) return importClause?.name ? [importClause.name.text] : [];
  return ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [bindings.name.text];
}

/** A file without imports and exports is a script: what it declares is global, and an import would end that. */
function isModule({ file, source }: AdoptedFile): boolean {
  if (!/\.[cm]?tsx?$/.test(file)) return true;
  return source.statements.some((statement) => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) {
      return true;
    }
    return (
      ts.canHaveModifiers(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    );
  });
}

type ExtensibleImport = ts.ImportDeclaration & {
  readonly importClause: ts.ImportClause & { readonly namedBindings: ts.NamedImports };
};

function isExtensible(declaration: ts.ImportDeclaration): declaration is ExtensibleImport {
  const bindings = declaration.importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings);
}

function specifierOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

/** Adds names to an import, each where the order of the others puts it. */
function extend(
  { importClause }: ExtensibleImport,
  names: readonly string[],
  { source, text }: AdoptedFile,
  newline: string,
): readonly TextEdit[] {
  const { elements } = importClause.namedBindings;
  const isTypeOnly = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const specifiers = names.map((name) => (isTypeOnly ? name : `type ${name}`));
  const [first] = elements;
  if (!first) {
    const [start, end] = [importClause.namedBindings.getStart(source), importClause.namedBindings.end];
    return [{ start, end, text: `{ ${specifiers.join(', ')} }` }];
  }
  const isSpread = text.slice(importClause.namedBindings.getStart(source), first.getStart(source)).includes('\n');
  const indentation = /[\t ]*$/.exec(text.slice(0, first.getStart(source)))?.[0] ?? '';
  const gap = isSpread ? newline + indentation : ' ';
  const isSorted = elements.every(
    (each, at) => at === 0 || compareNames(elements[at - 1]?.name.text ?? '', each.name.text) <= 0,
  );
  return specifiers.map((specifier, at) => {
    const next = isSorted ? elements.find((each) => compareNames(names[at] ?? '', each.name.text) < 0) : undefined;
    if (next) return { start: next.getStart(source), end: next.getStart(source), text: `${specifier},${gap}` };
    const last = elements.at(-1) ?? first;
    return { start: last.end, end: last.end, text: `,${gap}${specifier}` };
  });
}

function compareNames(left: string, right: string): number {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Every name in a file, whatever it stands for: an import must not meet any of them. */
function namesIn(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}
