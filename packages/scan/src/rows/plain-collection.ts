import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { declarationOf } from '../value/declaration.js';
import { keyOf } from './patterns.js';

const COLLECTION = /^(?:Readonly)?(?:Weak)?(?:Array|Map|Set|Record)\b/;
const LIST_ANSWERS = /^(?:map|filter|slice|flatMap|from|of|fill|concat|sort|values|keys|entries)$/;

/** Whether a receiver is plainly a list, a map or a set, or kept in a plain object: its methods are the language's. */
export function isPlainCollection(receiver: ts.Expression, tree: SourceTree): boolean {
  const origin = originOf(receiver, tree);
  if (origin === null) return false;
  if (ts.isArrayTypeNode(origin) || ts.isTypeOperatorNode(origin)) return true;
  if (ts.isTypeNode(origin)) return COLLECTION.test(origin.getText());
  if (ts.isArrayLiteralExpression(origin) || ts.isObjectLiteralExpression(origin)) return true;
  if (ts.isNewExpression(origin)) return COLLECTION.test(origin.expression.getText());
  return (
    ts.isCallExpression(origin) &&
    ts.isPropertyAccessExpression(origin.expression) &&
    LIST_ANSWERS.test(origin.expression.name.text)
  );
}

/** What the name at the root of a receiver is declared with: its type, else its value. */
function originOf(node: ts.Expression, tree: SourceTree): ts.Node | null {
  if (ts.isArrayLiteralExpression(node) || ts.isNewExpression(node)) return node;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return originOf(node.expression, tree);
  }
  if (ts.isBinaryExpression(node)) return originOf(node.left, tree) ?? originOf(node.right, tree);
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) return ofField(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) {
    return originOf(node.expression, tree);
  }
  if (!ts.isIdentifier(node)) return null;
  const found = declarationOf(node, tree.moduleOf(node), tree);
  return found?.kind === 'declared' ? declaredWith(found.node) : null;
}

function ofField(node: ts.PropertyAccessExpression): ts.Node | null {
  const owner = ts.findAncestor(node, ts.isClassLike);
  const field = owner?.members.find((member) => member.name && keyOf(member.name) === node.name.text);
  return field ? declaredWith(field) : null;
}

function declaredWith(node: ts.Node): ts.Node | null {
  if (!ts.isVariableDeclaration(node) && !ts.isParameter(node) && !ts.isPropertyDeclaration(node)) return null;
  return node.type ?? node.initializer ?? null;
}
