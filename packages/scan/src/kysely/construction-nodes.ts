import { ts } from 'ts-morph';

/** Calls that answer the same database with something added. */
const DERIVING = ['withSchema', 'withTables', 'withPlugin', 'withoutPlugins'];

/** Where a module makes a database, or gives a name to one that it changed. */
export interface ConstructionNode {
  /** What is made: `new Kysely(…)`, the settings of one, or the database that is changed. */
  readonly made: ts.Expression;
  /** The same with `.withSchema('app')` and the like behind it. */
  readonly whole: ts.Expression;
  /** Settings are given to a package that makes the database of them; a derived one takes the place of the one before. */
  readonly kind: 'made' | 'settings' | 'derived';
}

/** Everything in a module that may make a database of Kysely, in the order of its text. */
export function constructionNodesIn(source: ts.SourceFile): readonly ConstructionNode[] {
  const found: ConstructionNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node)) found.push({ made: node, whole: wholeOf(node), kind: 'made' });
    else if (ts.isObjectLiteralExpression(node) && isSettings(node))
      found.push({ made: node, whole: node, kind: 'settings' });
    else if (ts.isCallExpression(node) && isNamedForOthers(node)) {
      const owner = ownerOf(node);
      if (owner !== null) found.push({ made: owner, whole: node, kind: 'derived' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function wholeOf(node: ts.Expression): ts.Expression {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    return wholeOf(parent);
  if (!ts.isPropertyAccessExpression(parent) || !DERIVING.includes(parent.name.text)) return node;
  return ts.isCallExpression(parent.parent) && parent.parent.expression === parent ? wholeOf(parent.parent) : node;
}

/** `{ dialect, plugins }` that is not handed to `new` here, as for a module of a framework. */
function isSettings({ properties, parent }: ts.ObjectLiteralExpression): boolean {
  const names = properties.map(({ name }) => (name !== undefined && ts.isIdentifier(name) ? name.text : ''));
  return names.includes('dialect') && names.includes('plugins') && !ts.isNewExpression(parent);
}

/** The name that a chain of `withSchema` and the like begins with; null where it begins with something else. */
function ownerOf(call: ts.CallExpression): ts.Identifier | null {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression) || !DERIVING.includes(expression.name.text)) return null;
  if (ts.isIdentifier(expression.expression)) return expression.expression;
  return ts.isCallExpression(expression.expression) ? ownerOf(expression.expression) : null;
}

/** Whether a value is what a module exports under a name: other uses of a changed database are seen where they are. */
function isNamedForOthers({ parent }: ts.CallExpression): boolean {
  return ts.isExportAssignment(parent) || (ts.isVariableDeclaration(parent) && isExported(parent));
}

/** Whether a name at the top of a module is exported there. */
export function isExported({ name, parent }: ts.VariableDeclaration): boolean {
  const statement = parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent) || !ts.isIdentifier(name)) return false;
  if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return true;
  return statement.parent.statements.some((each) => {
    if (ts.isExportAssignment(each)) return ts.isIdentifier(each.expression) && each.expression.text === name.text;
    if (!ts.isExportDeclaration(each) || !each.exportClause || !ts.isNamedExports(each.exportClause)) return false;
    return each.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name.text);
  });
}
