import { ts } from 'ts-morph';
import { declarationOf } from './declaration.js';
import { isComparison, comparisonHolds } from './comparison.js';
import { knownText } from './text.js';
import type { Evaluate, Scope, Value } from './value.js';

/** Whether a condition holds in this world: from what is known, and where nothing is, as the world has it. */
export function holds(condition: ts.Expression, scope: Scope, evaluate: Evaluate): boolean {
  if (ts.isParenthesizedExpression(condition)) return holds(condition.expression, scope, evaluate);
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken) {
    return !holds(condition.operand, scope, evaluate);
  }
  if (ts.isBinaryExpression(condition)) {
    const { left, right, operatorToken } = condition;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      return holds(left, scope, evaluate) && holds(right, scope, evaluate);
    }
    if (operatorToken.kind === ts.SyntaxKind.BarBarToken) {
      return holds(left, scope, evaluate) || holds(right, scope, evaluate);
    }
    if (isComparison(operatorToken.kind)) return compare(condition, scope, evaluate);
  }
  const listed = ts.isCallExpression(condition) ? isListed(condition, scope, evaluate) : null;
  if (listed !== null) return listed;
  const value = evaluate(condition, scope);
  const truth = truthOf(value);
  if (truth !== null) return truth;
  if (lengthOf(condition, scope, evaluate) !== null) return true;
  const unknown = value.kind === 'unknown' ? value : { node: condition, scope };
  return scope.world.decide(keyOf(unknown.node, unknown.scope), 2) === 0;
}

/** Whether a value counts as true in a condition; null where that is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'text':
      if (value.pieces.some((piece) => piece.kind === 'run' && piece.text !== '')) return true;
      return value.pieces.some((piece) => piece.kind === 'hole') ? null : false;
    case 'list':
    case 'object':
    case 'function':
      return true;
    case 'unknown':
      return null;
  }
}

/** Names a question about an unknown value, the same wherever the same variables are asked about. */
export function keyOf(node: ts.Expression, scope: Scope): string {
  const text = node.getText(scope.module.source).replace(/\s+/gu, ' ');
  return `${scope.module.file}:${rootPosition(node, scope)}:${scope.frame}:${text}`;
}

function rootPosition(node: ts.Expression, scope: Scope): string {
  let root: ts.Node = node;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) {
    root = root.expression;
  }
  if (!ts.isIdentifier(root)) return String(enclosingFunction(node).pos);
  const declaration = declarationOf(root, scope.module, scope.graph);
  return declaration?.kind === 'declared' ? String(declaration.node.pos) : '';
}

function enclosingFunction(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSourceFile(at) && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

function compare(node: ts.BinaryExpression, scope: Scope, evaluate: Evaluate): boolean {
  const operator = node.operatorToken.kind;
  const left = primitiveOf(evaluate(node.left, scope));
  const right = primitiveOf(evaluate(node.right, scope));
  if (left !== null && right !== null) return comparisonHolds(operator, left.value, right.value);
  const counted = lengthOf(node.left, scope, evaluate);
  if (counted !== null && typeof right?.value === 'number' && right.value <= 1) {
    return comparisonHolds(operator, counted, right.value);
  }
  const isNot =
    operator === ts.SyntaxKind.ExclamationEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  const isEqual = operator === ts.SyntaxKind.EqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsEqualsToken;
  const known = left ?? right;
  if (known !== null && (isNot || isEqual)) {
    const subject = subjectOf(left === null ? node.left : node.right, scope, evaluate);
    const equal = scope.world.isEqual(subject, `${typeof known.value} ${String(known.value)}`);
    return equal === isEqual;
  }
  return scope.world.decide(keyOf(node, scope), 2) === 0;
}

/** Names what is compared: the variable that it comes from in the end. */
function subjectOf(node: ts.Expression, scope: Scope, evaluate: Evaluate): string {
  const value = evaluate(node, scope);
  return value.kind === 'unknown' ? keyOf(value.node, value.scope) : keyOf(node, scope);
}

/** `SORTS.includes(sort)` with a list that is known: `sort` is one of its items, or none. */
function isListed(node: ts.CallExpression, scope: Scope, evaluate: Evaluate): boolean | null {
  const [wanted] = node.arguments;
  const callee = node.expression;
  if (wanted === undefined || !ts.isPropertyAccessExpression(callee) || callee.name.text !== 'includes') return null;
  const list = evaluate(callee.expression, scope);
  const value = evaluate(wanted, scope);
  const text = knownText(value);
  if (list.kind === 'text' && text !== null) return knownText(list)?.includes(text) ?? null;
  if (list.kind !== 'list' || !list.complete) return null;
  const items = list.items.map(knownText);
  if (text !== null) return items.includes(text);
  if (value.kind !== 'unknown') return null;
  const subject = keyOf(value.node, value.scope);
  return items.some((item) => item !== null && scope.world.isEqual(subject, `string ${item}`));
}

type Primitive = string | number | boolean | null | undefined;

function primitiveOf(value: Value): { readonly value: Primitive } | null {
  if (value.kind === 'constant') return { value: value.value };
  const text = knownText(value);
  return text === null ? null : { value: text };
}

/** A length of at least one, of a list that has more items than are known; null for everything else. */
function lengthOf(node: ts.Expression, scope: Scope, evaluate: Evaluate): number | null {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'length') return null;
  const value = evaluate(node.expression, scope);
  return value.kind === 'list' && !value.complete && value.items.length > 0 ? value.items.length : null;
}
