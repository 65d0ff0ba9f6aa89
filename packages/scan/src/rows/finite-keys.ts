import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { declarationOf, typeDeclarationOf } from '../value/declaration.js';

/** More names than these are as good as all of them. */
const MOST = 12;

/** The names that a computed key can be, where they stand in the code; null where they do not. */
export function finiteKeys(key: ts.Expression, tree: SourceTree, depth = 0): readonly string[] | null {
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return [key.text];
  if (ts.isParenthesizedExpression(key) || ts.isSatisfiesExpression(key))
    return finiteKeys(key.expression, tree, depth);
  if (ts.isConditionalExpression(key)) return joined([key.whenTrue, key.whenFalse], tree, depth);
  if (!ts.isIdentifier(key) || depth > 6) return null;
  const found = declarationOf(key, tree.moduleOf(key), tree);
  return found?.kind === 'declared' ? keysOfDeclared(found.node, tree, depth) : null;
}

/** Whether a computed key is a number that counts: an index into a list. */
export function isCounter(key: ts.Expression, tree: SourceTree): boolean {
  if (ts.isBinaryExpression(key)) return isCounter(key.left, tree) || isCounter(key.right, tree);
  if (ts.isNumericLiteral(key) || (ts.isPropertyAccessExpression(key) && key.name.text === 'length')) return true;
  if (!ts.isIdentifier(key)) return false;
  const found = declarationOf(key, tree.moduleOf(key), tree);
  if (found?.kind !== 'declared') return false;
  const { node } = found;
  if (ts.isParameter(node)) return node.type?.kind === ts.SyntaxKind.NumberKeyword;
  return ts.isVariableDeclaration(node) && node.initializer !== undefined && isCounter(node.initializer, tree);
}

function keysOfDeclared(node: ts.Node, tree: SourceTree, depth: number): readonly string[] | null {
  if (ts.isParameter(node)) return node.type ? keysOfType(node.type, tree) : keysOfCallback(node, tree, depth);
  if (!ts.isVariableDeclaration(node)) return null;
  const list = node.parent.parent;
  if (ts.isForOfStatement(list) && list.initializer === node.parent) return elementsOf(list.expression, tree, depth);
  const isConstant = (node.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && node.initializer ? finiteKeys(node.initializer, tree, depth + 1) : null;
}

/** `['id', 'name'].map((key) => row[key])`. */
function keysOfCallback(parameter: ts.ParameterDeclaration, tree: SourceTree, depth: number): readonly string[] | null {
  const call = parameter.parent.parent;
  if (!ts.isCallExpression(call) || parameter.parent.parameters[0] !== parameter) return null;
  if (!ts.isPropertyAccessExpression(call.expression)) return null;
  return elementsOf(call.expression.expression, tree, depth);
}

function elementsOf(list: ts.Expression, tree: SourceTree, depth: number): readonly string[] | null {
  if (ts.isAsExpression(list) || ts.isParenthesizedExpression(list) || ts.isSatisfiesExpression(list)) {
    return elementsOf(list.expression, tree, depth);
  }
  if (ts.isArrayLiteralExpression(list)) return joined(list.elements, tree, depth);
  if (!ts.isIdentifier(list) || depth > 6) return null;
  const found = declarationOf(list, tree.moduleOf(list), tree);
  if (found?.kind !== 'declared' || !ts.isVariableDeclaration(found.node) || !found.node.initializer) return null;
  return elementsOf(found.node.initializer, tree, depth + 1);
}

function joined(parts: readonly ts.Expression[], tree: SourceTree, depth: number): readonly string[] | null {
  const keys: string[] = [];
  for (const part of parts) {
    const some = finiteKeys(part, tree, depth + 1);
    if (some === null) return null;
    keys.push(...some);
  }
  return keys.length > MOST ? null : keys;
}

/** A union of string literals, written out. */
function keysOfType(type: ts.TypeNode, tree: SourceTree): readonly string[] | null {
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  if (ts.isParenthesizedTypeNode(type)) return keysOfType(type.type, tree);
  if (ts.isUnionTypeNode(type)) {
    const parts = type.types.map((part) => keysOfType(part, tree));
    const keys = parts.flatMap((part) => part ?? []);
    return parts.includes(null) || keys.length > MOST ? null : keys;
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null;
  const found = typeDeclarationOf(type.typeName, tree.moduleOf(type), tree);
  if (found?.kind !== 'declared' || !ts.isTypeAliasDeclaration(found.node)) return null;
  return keysOfType(found.node.type, tree);
}
