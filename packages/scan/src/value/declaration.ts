import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { exportedAs } from './exports.js';
import { hoistedNames, namesOf } from './names.js';

/** What a name stands for. */
export type Declaration =
  /** A node of the consumer's code: a variable, parameter, binding element, function, class, enum, interface, type alias or `export default`. */
  | { readonly kind: 'declared'; readonly node: ts.Node; readonly module: SourceModule }
  /** All that a module of the consumer exports (`import * as queries`). */
  | { readonly kind: 'module'; readonly module: SourceModule }
  /** What a package exports under a name; `default` and `*` as in an import. */
  | { readonly kind: 'imported'; readonly package: string; readonly name: string };

/** The declaration that a name refers to where it stands; null for globals and for what cannot be found. */
export function declarationOf(name: ts.Identifier, module: SourceModule, graph: ModuleGraph): Declaration | null {
  return lookUp(name, 'values', module, graph);
}

/** The same for a name in a type. */
export function typeDeclarationOf(name: ts.Identifier, module: SourceModule, graph: ModuleGraph): Declaration | null {
  return lookUp(name, 'types', module, graph);
}

function lookUp(
  name: ts.Identifier,
  space: 'values' | 'types',
  module: SourceModule,
  graph: ModuleGraph,
): Declaration | null {
  const node = findDeclaring(name, space);
  return node === null ? null : followImport(node, module, graph);
}

function findDeclaring(name: ts.Identifier, space: 'values' | 'types'): ts.Node | null {
  const text = name.text;
  for (let node: ts.Node = name.parent; ; node = node.parent) {
    const found = namesOf(node)?.[space].get(text);
    if (found !== undefined) return found;
    const isContainer = ts.isSourceFile(node) || ts.isFunctionLike(node);
    const variable = space === 'values' && isContainer ? hoistedNames(node).get(text) : undefined;
    if (variable !== undefined) return variable;
    if (ts.isSourceFile(node)) return null;
  }
}

/** Goes from an import to what is imported; everything else is its own declaration. */
export function followImport(node: ts.Node, module: SourceModule, graph: ModuleGraph): Declaration | null {
  const from = importOf(node);
  if (from === null) return { kind: 'declared', node, module };
  const target = graph.resolve(module, from.specifier);
  if (target === null) return { kind: 'imported', package: from.specifier, name: from.name };
  if (from.name === '*') return { kind: 'module', module: target };
  return exportOf(target, from.name, graph);
}

/** What a module exports under a name, through all re-exports; null where it exports no such thing. */
export function exportOf(module: SourceModule, name: string, graph: ModuleGraph): Declaration | null {
  return findExport(module, name, graph, new Set());
}

function findExport(module: SourceModule, name: string, graph: ModuleGraph, seen: Set<string>): Declaration | null {
  const key = `${module.path} ${name}`;
  if (seen.has(key)) return null;
  seen.add(key);
  const found = exportedAs(module.source, name);
  // A CommonJS module without `module.exports = …` is imported as the object of its exports.
  if (found === null) return name === 'default' ? { kind: 'module', module } : null;
  if (found.kind === 'node') return followImport(found.node, module, graph);
  if (found.kind === 'local') return followLocal(found.name, module, graph);
  for (const { specifier, name: wanted } of found.sources) {
    const target = graph.resolve(module, specifier);
    if (target === null) {
      // Of several `export *` from packages nobody knows which one has it; a named re-export is certain.
      if (wanted !== null) return { kind: 'imported', package: specifier, name: wanted };
      if (found.sources.length === 1) return { kind: 'imported', package: specifier, name };
      continue;
    }
    if (wanted === '*') return { kind: 'module', module: target };
    const behind = findExport(target, wanted ?? name, graph, seen);
    if (behind !== null) return behind;
  }
  return null;
}

function followLocal(name: ts.Identifier, module: SourceModule, graph: ModuleGraph): Declaration | null {
  return lookUp(name, 'values', module, graph) ?? lookUp(name, 'types', module, graph);
}

function importOf(node: ts.Node): { readonly specifier: string; readonly name: string } | null {
  if (ts.isImportSpecifier(node)) {
    return named(node.parent.parent.parent, (node.propertyName ?? node.name).text);
  }
  if (ts.isImportClause(node)) return named(node.parent, 'default');
  if (ts.isNamespaceImport(node)) return named(node.parent.parent, '*');
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    const { expression } = node.moduleReference;
    return ts.isStringLiteralLike(expression) ? { specifier: expression.text, name: 'default' } : null;
  }
  return null;
}

function named(
  declaration: ts.ImportDeclaration | ts.JSDocImportTag,
  name: string,
): { readonly specifier: string; readonly name: string } | null {
  const specifier = declaration.moduleSpecifier;
  return ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, name } : null;
}
