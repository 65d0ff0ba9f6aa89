import { ts } from 'ts-morph';
import { walkNodes } from './walk.js';

/** An expression that changes what a variable holds. */
export type Mutation =
  ts.BinaryExpression | ts.PostfixUnaryExpression | ts.PrefixUnaryExpression | ts.CallExpression | ts.DeleteExpression;

const CHANGING_METHODS = new Set([
  'push',
  'unshift',
  'pop',
  'shift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
  // Of sql-template-strings and other builders of queries.
  'append',
]);
const cache = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly Mutation[]>>();

/** The changes to variables of a name within a node, in the order of the source. Other variables of that name are among them. */
export function mutationsWithin(node: ts.Node, name: string): readonly Mutation[] {
  const all = tableOf(node.getSourceFile()).get(name);
  if (all === undefined) return [];
  return all.filter((mutation) => mutation.pos >= node.pos && mutation.end <= node.end);
}

function tableOf(source: ts.SourceFile): ReadonlyMap<string, readonly Mutation[]> {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const table = new Map<string, Mutation[]>();
  walkNodes(source, (node) => {
    const name = changedName(node);
    if (name === null) return true;
    const known = table.get(name) ?? [];
    known.push(node as Mutation); // changedName answers for mutations only
    table.set(name, known);
    return true;
  });
  cache.set(source, table);
  return table;
}

function changedName(node: ts.Node): string | null {
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) ? rootName(node.left) : null;
  if (ts.isPostfixUnaryExpression(node)) return rootName(node.operand);
  if (ts.isPrefixUnaryExpression(node)) return isStep(node.operator) ? rootName(node.operand) : null;
  if (ts.isDeleteExpression(node)) return rootName(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { expression, name } = node.expression;
  return CHANGING_METHODS.has(name.text) ? rootName(expression) : null;
}

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStep(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;
}

/** The variable that a change is about. */
export function changedIdentifier(mutation: Mutation): ts.Identifier | null {
  let at: ts.Node = mutation;
  while (!ts.isIdentifier(at)) {
    if (ts.isBinaryExpression(at)) at = at.left;
    else if (ts.isPostfixUnaryExpression(at) || ts.isPrefixUnaryExpression(at)) at = at.operand;
    else if (hasExpression(at)) at = at.expression;
    else return null;
  }
  return at;
}

function hasExpression(node: ts.Node): node is ts.Node & { readonly expression: ts.Expression } {
  return (
    ts.isCallExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node)
  );
}

/** `x` of `x`, `x.length`, `x[0]`; `this.x` gives `this.x`. */
function rootName(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) return rootName(node.expression);
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return `this.${node.name.text}`;
    return rootName(node.expression);
  }
  return ts.isElementAccessExpression(node) ? rootName(node.expression) : null;
}
