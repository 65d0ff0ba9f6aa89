import { ts } from 'ts-morph';

/** How a module exports a name. */
export type Export =
  /** By a declaration or expression of its own. */
  | { readonly kind: 'node'; readonly node: ts.Node }
  /** By a list: `export { name }`. */
  | { readonly kind: 'local'; readonly name: ts.Identifier }
  /** From elsewhere; `name` is null for `export *`, `*` for `export * as`. */
  | {
      readonly kind: 'elsewhere';
      readonly sources: readonly { readonly specifier: string; readonly name: string | null }[];
    };

interface Exports {
  readonly names: ReadonlyMap<string, Export>;
  readonly everythingFrom: readonly string[];
}

const cache = new WeakMap<ts.SourceFile, Exports>();

/** How a module exports a name (`default` as in an import); null where it does not. */
export function exportedAs(source: ts.SourceFile, name: string): Export | null {
  const exports = exportsOf(source);
  const own = exports.names.get(name);
  if (own !== undefined) return own;
  if (exports.everythingFrom.length === 0 || name === 'default') return null;
  return { kind: 'elsewhere', sources: exports.everythingFrom.map((specifier) => ({ specifier, name: null })) };
}

/** The names that a module exports by itself. */
export function exportedNames(source: ts.SourceFile): readonly string[] {
  return [...exportsOf(source).names.keys()];
}

function exportsOf(source: ts.SourceFile): Exports {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const names = new Map<string, Export>();
  const everythingFrom: string[] = [];
  for (const statement of source.statements) addExports(statement, names, everythingFrom);
  const exports = { names, everythingFrom };
  cache.set(source, exports);
  return exports;
}

function addExports(statement: ts.Statement, names: Map<string, Export>, everythingFrom: string[]): void {
  if (ts.isExportAssignment(statement)) {
    names.set('default', { kind: 'node', node: statement });
  } else if (ts.isExportDeclaration(statement)) {
    addList(statement, names, everythingFrom);
  } else if (ts.isExpressionStatement(statement)) {
    addCommonJs(statement.expression, names);
  } else if (ts.canHaveModifiers(statement) && isExported(statement)) {
    addDeclared(statement, names);
  }
}

function isExported(statement: ts.HasModifiers): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function addDeclared(statement: ts.HasModifiers, names: Map<string, Export>): void {
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) addBound(declaration, names);
    return;
  }
  const isDefault = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
  const { name } = statement as { readonly name?: ts.Node }; // every declaration that can be exported has one, or none
  if (isDefault) names.set('default', { kind: 'node', node: statement });
  else if (name && ts.isIdentifier(name)) {
    const before = names.get(name.text);
    const bodiless = ts.isFunctionDeclaration(statement) && statement.body === undefined;
    // A type may share its name with a value, and an overload with its body: the value counts.
    if (
      before === undefined ||
      !(bodiless || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    ) {
      names.set(name.text, { kind: 'node', node: statement });
    }
  }
}

function addBound(node: ts.VariableDeclaration | ts.BindingElement, names: Map<string, Export>): void {
  if (ts.isIdentifier(node.name)) {
    names.set(node.name.text, { kind: 'node', node });
    return;
  }
  for (const element of node.name.elements) if (ts.isBindingElement(element)) addBound(element, names);
}

function addList(statement: ts.ExportDeclaration, names: Map<string, Export>, everythingFrom: string[]): void {
  const { moduleSpecifier, exportClause } = statement;
  const specifier = moduleSpecifier && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : null;
  if (exportClause === undefined) {
    if (specifier !== null) everythingFrom.push(specifier);
  } else if (ts.isNamespaceExport(exportClause)) {
    if (specifier !== null)
      names.set(exportClause.name.text, { kind: 'elsewhere', sources: [{ specifier, name: '*' }] });
  } else {
    for (const element of exportClause.elements) {
      const local = element.propertyName ?? element.name;
      if (specifier !== null) {
        names.set(element.name.text, { kind: 'elsewhere', sources: [{ specifier, name: local.text }] });
      } else if (ts.isIdentifier(local)) names.set(element.name.text, { kind: 'local', name: local });
    }
  }
}

/** `module.exports = …`, `module.exports.name = …`, `exports.name = …`. */
function addCommonJs(expression: ts.Expression, names: Map<string, Export>): void {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left)) return;
  if (isModuleExports(left)) {
    names.set('default', { kind: 'node', node: right });
    if (ts.isObjectLiteralExpression(right)) addProperties(right, names);
  } else if (isModuleExports(left.expression) || isNamed(left.expression, 'exports')) {
    names.set(left.name.text, { kind: 'node', node: right });
  }
}

function addProperties(object: ts.ObjectLiteralExpression, names: Map<string, Export>): void {
  for (const property of object.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      names.set(property.name.text, { kind: 'local', name: property.name });
    } else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)) {
      names.set(property.name.text, { kind: 'node', node: property.initializer });
    } else if (ts.isMethodDeclaration(property) && ts.isIdentifier(property.name)) {
      names.set(property.name.text, { kind: 'node', node: property });
    }
  }
}

function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && isNamed(node.expression, 'module');
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
