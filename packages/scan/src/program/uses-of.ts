import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { declarationOf, exportOf, typeDeclarationOf } from '../value/declaration.js';
import { exportedNames } from '../value/exports.js';
import { occurrencesOf } from './occurrences.js';
import type { SourceTree } from './source-tree.js';

/** A place where a declaration is used. */
export type Use =
  /** By its name. */
  | { readonly kind: 'name'; readonly node: ts.Identifier }
  /**
   * As one of the things that a module exports: `namespace`, `import()` or `require()`; `name` is what it is called there, empty for what
   * `module.exports` is itself.
   */
  | { readonly kind: 'module'; readonly node: ts.Expression; readonly name: string };

export interface Uses {
  readonly uses: readonly Use[];
  /** The names under which modules hand it out; the module that declares it first. */
  readonly exported: readonly { readonly module: SourceModule; readonly name: string }[];
}

/** Every place in the consumer where a declared value, class or type is used. */
export function usesOf(declaration: ts.Node, tree: SourceTree): Uses {
  const module = tree.moduleOf(declaration);
  const uses: Use[] = localUses(declaration, module, tree);
  const exported: { module: SourceModule; name: string }[] = [];
  const pending = exportedNames(module.source)
    .filter((name) => isDeclaredBy(module, name, declaration, tree))
    .map((name) => ({ module, name }));
  const seen = new Set<string>();
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const key = `${at.module.path} ${at.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    exported.push(at);
    for (const found of inImporters(at, declaration, tree)) {
      if ('use' in found) uses.push(found.use);
      else pending.push(found);
    }
  }
  return { uses, exported };
}

function isDeclaredBy(module: SourceModule, name: string, declaration: ts.Node, tree: SourceTree): boolean {
  const found = exportOf(module, name, tree);
  return found?.kind === 'declared' && found.node === declaration;
}

function localUses(declaration: ts.Node, module: SourceModule, tree: SourceTree): Use[] {
  const { name } = declaration as { readonly name?: ts.Node }; // every kind of named declaration keeps it under this name
  if (name === undefined || !ts.isIdentifier(name)) return [];
  return namedUses(name.text, declaration, module, tree);
}

function namedUses(text: string, declaration: ts.Node, module: SourceModule, tree: SourceTree): Use[] {
  return occurrencesOf(module.source, text)
    .filter((node) => refersTo(node, declaration, module, tree))
    .map((node) => ({ kind: 'name', node }));
}

function refersTo(node: ts.Identifier, declaration: ts.Node, module: SourceModule, tree: SourceTree): boolean {
  return [declarationOf(node, module, tree), typeDeclarationOf(node, module, tree)].some(
    (found) => found?.kind === 'declared' && found.node === declaration,
  );
}

type Handed = { readonly use: Use } | { readonly module: SourceModule; readonly name: string };

/** What the modules that name this one do with one of its exports. */
function inImporters(
  { module, name }: { readonly module: SourceModule; readonly name: string },
  declaration: ts.Node,
  tree: SourceTree,
): readonly Handed[] {
  // A default export has any name where it is imported, and a component is one.
  const word = name === 'default' ? null : (name.split('.')[0] ?? name);
  const handed: Handed[] = [];
  for (const { path, specifier } of tree.importersOf(module, word)) {
    const importer = tree.open(path);
    if (importer === null || importer === module) continue;
    handed.push(...inImporter(importer, specifier, name, word, declaration, tree));
  }
  return handed;
}

function inImporter(
  importer: SourceModule,
  specifier: string,
  name: string,
  word: string | null,
  declaration: ts.Node,
  tree: SourceTree,
): readonly Handed[] {
  const handed: Handed[] = [];
  const isWhole = name === 'default' && isAssigned(declaration);
  for (const statement of importer.source.statements) {
    if (ts.isImportDeclaration(statement) && names(statement.moduleSpecifier, specifier)) {
      handed.push(...imported(statement, name, declaration, importer, tree));
    } else if (
      ts.isExportDeclaration(statement) &&
      statement.moduleSpecifier &&
      names(statement.moduleSpecifier, specifier)
    ) {
      handed.push(...reexported(statement, name, importer));
    }
  }
  if (word === null || importer.source.text.includes(word)) {
    handed.push(...asked(importer, specifier, isWhole ? '' : name));
  }
  return handed;
}

/** Whether it is what `module.exports = …` assigns. */
function isAssigned({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && parent.left.getText() === 'module.exports';
}

function names(node: ts.Expression, specifier: string): boolean {
  return ts.isStringLiteralLike(node) && node.text === specifier;
}

function imported(
  { importClause: clause }: ts.ImportDeclaration,
  name: string,
  declaration: ts.Node,
  importer: SourceModule,
  tree: SourceTree,
): readonly Handed[] {
  if (clause === undefined) return [];
  const locals: string[] = [];
  if (clause.name && name === 'default') locals.push(clause.name.text);
  const bindings = clause.namedBindings;
  const handed: Handed[] = [];
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) {
      const wanted = (element.propertyName ?? element.name).text;
      if (wanted === name) locals.push(element.name.text);
      // `export * as wanted`: a module under a name.
      if (name.startsWith(`${wanted}.`)) {
        handed.push(...throughModule(element.name.text, name.slice(wanted.length + 1), importer, tree));
      }
    }
  } else if (bindings) {
    handed.push(...throughModule(bindings.name.text, name, importer, tree));
  }
  for (const local of locals) {
    handed.push(...namedUses(local, declaration, importer, tree).map((use) => ({ use })));
    // An import that is handed on by a list: `export { local as other }`.
    for (const again of exportedNames(importer.source)) {
      if (isDeclaredBy(importer, again, declaration, tree)) handed.push({ module: importer, name: again });
    }
  }
  return handed;
}

function throughModule(local: string, name: string, importer: SourceModule, tree: SourceTree): readonly Handed[] {
  return occurrencesOf(importer.source, local)
    .filter((node) => declarationOf(node, importer, tree)?.kind === 'module')
    .map((node) => ({ use: { kind: 'module', node, name } }));
}

function reexported(statement: ts.ExportDeclaration, name: string, importer: SourceModule): readonly Handed[] {
  const clause = statement.exportClause;
  if (clause === undefined) return name === 'default' ? [] : [{ module: importer, name }];
  if (ts.isNamespaceExport(clause)) return [{ module: importer, name: `${clause.name.text}.${name}` }];
  return clause.elements
    .filter((element) => (element.propertyName ?? element.name).text === name)
    .map((element) => ({ module: importer, name: element.name.text }));
}

/** `import('./x')` and `require('./x')`, wherever they stand. */
function asked(importer: SourceModule, specifier: string, name: string): readonly Handed[] {
  const handed: Handed[] = [];
  if (!/\bimport\s*\(|\brequire\s*\(/.test(importer.source.text)) return handed;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments[0] && names(node.arguments[0], specifier)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        handed.push({ use: { kind: 'module', node, name } });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(importer.source);
  return handed;
}
