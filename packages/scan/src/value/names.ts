import { ts } from 'ts-morph';
import { walkNodes } from './walk.js';

/** What the names of one scope stand for: the declaring node, the innermost one for a destructured name. */
export interface Names {
  readonly values: ReadonlyMap<string, ts.Node>;
  readonly types: ReadonlyMap<string, ts.Node>;
}

const cache = new WeakMap<ts.Node, Names>();
const hoisted = new WeakMap<ts.Node, ReadonlyMap<string, ts.Node>>();

/** The names that a node declares for what stands inside of it; null where it is no scope. */
export function namesOf(node: ts.Node): Names | null {
  if (!isScope(node)) return null;
  let names = cache.get(node);
  if (names === undefined) {
    names = collect(node);
    cache.set(node, names);
  }
  return names;
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isClassExpression(node)
  );
}

/** Names that `var` declares anywhere in a function or module. */
export function hoistedNames(container: ts.Node): ReadonlyMap<string, ts.Node> {
  const known = hoisted.get(container);
  if (known !== undefined) return known;
  const names = new Map<string, ts.Node>();
  walkNodes(container, (node) => {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const declaration of node.declarations) addBinding(names, declaration);
    }
    return node === container || !ts.isFunctionLike(node);
  });
  hoisted.set(container, names);
  return names;
}

function collect(node: ts.Node): Names {
  const values = new Map<string, ts.Node>();
  const types = new Map<string, ts.Node>();
  if (ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node)) {
    for (const statement of node.statements) addStatement(values, types, statement);
  } else if (ts.isCaseBlock(node)) {
    for (const clause of node.clauses) for (const each of clause.statements) addStatement(values, types, each);
  } else if (ts.isFunctionLike(node)) {
    for (const parameter of node.parameters) addBinding(values, parameter);
    if (ts.isFunctionExpression(node) && node.name) values.set(node.name.text, node);
  } else if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (node.initializer && ts.isVariableDeclarationList(node.initializer)) {
      for (const declaration of node.initializer.declarations) addBinding(values, declaration);
    }
  } else if (ts.isCatchClause(node)) {
    if (node.variableDeclaration) addBinding(values, node.variableDeclaration);
  } else if (ts.isClassExpression(node) && node.name) {
    values.set(node.name.text, node);
    types.set(node.name.text, node);
  }
  return { values, types };
}

function addStatement(values: Map<string, ts.Node>, types: Map<string, ts.Node>, statement: ts.Statement): void {
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) addBinding(values, declaration);
  } else if (ts.isFunctionDeclaration(statement)) {
    // Of overloads the one with a body counts.
    if (statement.name && (statement.body || !values.has(statement.name.text)))
      values.set(statement.name.text, statement);
  } else if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    if (statement.name) for (const map of [values, types]) map.set(statement.name.text, statement);
  } else if (ts.isModuleDeclaration(statement)) {
    if (ts.isIdentifier(statement.name) && !values.has(statement.name.text)) values.set(statement.name.text, statement);
  } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    types.set(statement.name.text, statement);
  } else if (ts.isImportDeclaration(statement)) {
    for (const [name, node] of importedNames(statement)) for (const map of [values, types]) map.set(name, node);
  } else if (ts.isImportEqualsDeclaration(statement)) {
    for (const map of [values, types]) map.set(statement.name.text, statement);
  } else if (ts.isLabeledStatement(statement)) {
    addStatement(values, types, statement.statement);
  }
}

function importedNames(statement: ts.ImportDeclaration): readonly (readonly [string, ts.Node])[] {
  const clause = statement.importClause;
  if (clause === undefined) return [];
  const names: (readonly [string, ts.Node])[] = [];
  if (clause.name) names.push([clause.name.text, clause]);
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names.push([bindings.name.text, bindings]);
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) names.push([element.name.text, element]);
  }
  return names;
}

function addBinding(
  values: Map<string, ts.Node>,
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
): void {
  if (ts.isIdentifier(node.name)) {
    values.set(node.name.text, node);
    return;
  }
  for (const element of node.name.elements) if (ts.isBindingElement(element)) addBinding(values, element);
}
