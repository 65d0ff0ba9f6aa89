import { ts } from 'ts-morph';
import { callValue } from './calls.js';
import { isComparison } from './comparison.js';
import { holds, keyOf, truthOf } from './conditions.js';
import { itemsOf } from './apply-mutation.js';
import { literalRuns } from './literal-runs.js';
import { memberValue } from './member-value.js';
import { nameValue } from './name-value.js';
import { objectOf } from './objects.js';
import { fixedRun, piecesOf, textValue } from './text.js';
import type { Piece, Scope, UnknownValue, Value } from './value.js';

/** More steps than these for one value are not worth it. */
const MAX_STEPS = 50_000;
const MAX_DEPTH = 120;

/** What an expression is known to be in the world of its scope. */
export function evaluate(expression: ts.Expression, scope: Scope): Value {
  scope.world.steps += 1;
  if (scope.depth > MAX_DEPTH || scope.world.steps > MAX_STEPS) return unknown(expression, scope, 'too deep');
  const value = evaluateKind(expression, { ...scope, depth: scope.depth + 1 });
  return value.kind === 'unknown' && scope.world.hasEquals ? compared(value, expression, scope) : value;
}

/** Behind `sort === 'name'` or `SORTS.includes(sort)`, `sort` is known. */
function compared(value: UnknownValue, expression: ts.Expression, scope: Scope): Value {
  const text = scope.world.textOf(keyOf(value.node, value.scope));
  return text === null ? value : textValue([fixedRun(text, expression, scope.module)]);
}

function evaluateKind(node: ts.Expression, scope: Scope): Value {
  if (ts.isStringLiteralLike(node)) return textValue(literalRuns(node, scope.module));
  if (ts.isTemplateExpression(node)) return textValue(templatePieces(node, scope));
  if (ts.isIdentifier(node)) return nameValue(node, scope, evaluate);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return memberValue(node, scope, evaluate);
  }
  if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) return callValue(node, scope, evaluate);
  if (ts.isBinaryExpression(node)) return evaluateBinary(node, scope);
  if (ts.isConditionalExpression(node)) {
    return evaluate(holds(node.condition, scope, evaluate) ? node.whenTrue : node.whenFalse, scope);
  }
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(node, scope);
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, scope, evaluate);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: 'function', node, scope };
  return evaluateSimple(node, scope);
}

function evaluateSimple(node: ts.Expression, scope: Scope): Value {
  const { module } = scope;
  if (isWrapper(node)) return evaluate(node.expression, scope);
  if (ts.isNumericLiteral(node)) return { kind: 'constant', value: Number(node.text), node, module };
  if (ts.isPostfixUnaryExpression(node)) return evaluate(node.operand, scope);
  if (ts.isPrefixUnaryExpression(node)) return evaluatePrefix(node, scope);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: 'constant', value: true, node, module };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: 'constant', value: false, node, module };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'constant', value: null, node, module };
  if (ts.isVoidExpression(node)) return { kind: 'constant', value: undefined, node, module };
  return unknown(node, scope);
}

type Wrapper =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.AwaitExpression;

function isWrapper(node: ts.Expression): node is Wrapper {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
  );
}

function evaluatePrefix(node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const operand = evaluate(node.operand, scope);
  if (node.operator === ts.SyntaxKind.ExclamationToken) {
    const truth = truthOf(operand);
    return truth === null ? unknown(node, scope) : { kind: 'constant', value: !truth, node, module: scope.module };
  }
  if (operand.kind !== 'constant' || typeof operand.value !== 'number') return unknown(node, scope);
  const step = { [ts.SyntaxKind.PlusPlusToken]: 1, [ts.SyntaxKind.MinusMinusToken]: -1 } as Record<number, number>;
  const change = step[node.operator];
  if (change !== undefined) return { ...operand, value: operand.value + change };
  return node.operator === ts.SyntaxKind.MinusToken ? { ...operand, value: -operand.value } : operand;
}

/** The pieces of a template, its substitutions spliced in as JavaScript does it. */
export function templatePieces(node: ts.TemplateExpression, scope: Scope): readonly Piece[] {
  const pieces: Piece[] = [...literalRuns(node.head, scope.module)];
  for (const { expression, literal } of node.templateSpans) {
    pieces.push(...piecesOf(evaluate(expression, scope), expression, scope.module));
    pieces.push(...literalRuns(literal, scope.module));
  }
  return pieces;
}

function evaluateBinary(node: ts.BinaryExpression, scope: Scope): Value {
  const { left, right, operatorToken } = node;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return sum(node, scope);
    case ts.SyntaxKind.CommaToken:
    case ts.SyntaxKind.EqualsToken:
      return evaluate(right, scope);
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return holds(left, scope, evaluate) ? evaluate(right, scope) : falsy(left, scope);
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return alternative(node, scope);
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
      return arithmetic(node, scope);
    default:
      if (!isComparison(operatorToken.kind)) return unknown(node, scope);
      return { kind: 'constant', value: holds(node, scope, evaluate), node, module: scope.module };
  }
}

/** What a condition that does not hold is, where its own value is used. */
function falsy(node: ts.Expression, scope: Scope): Value {
  const value = evaluate(node, scope);
  return value.kind === 'unknown' ? { kind: 'constant', value: false, node, module: scope.module } : value;
}

function alternative(node: ts.BinaryExpression, scope: Scope): Value {
  const value = evaluate(node.left, scope);
  const isNothing = value.kind === 'constant' && (value.value === null || value.value === undefined);
  const fails = node.operatorToken.kind === ts.SyntaxKind.BarBarToken ? truthOf(value) === false : isNothing;
  if (fails) return evaluate(node.right, scope);
  if (value.kind !== 'unknown') return value;
  const fallback = evaluate(node.right, scope);
  if (fallback.kind === 'unknown') return value;
  return holds(node.left, scope, evaluate) ? value : fallback;
}

/** `a + b + c …`, however long it is. */
function sum(node: ts.BinaryExpression, scope: Scope): Value {
  const operands: ts.Expression[] = [];
  let at: ts.Expression = node;
  while (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    operands.unshift(at.right);
    at = at.left;
  }
  operands.unshift(at);
  const values = operands.map((operand) => evaluate(operand, scope));
  if (values.some(({ kind }) => kind === 'text')) {
    return textValue(values.flatMap((value, index) => piecesOf(value, operands[index] ?? node, scope.module)));
  }
  const numbers = values.map((value) => (value.kind === 'constant' ? Number(value.value) : Number.NaN));
  const total = numbers.reduce((all, each) => all + each, 0);
  return Number.isNaN(total) ? unknown(node, scope) : { kind: 'constant', value: total, node, module: scope.module };
}

function arithmetic(node: ts.BinaryExpression, scope: Scope): Value {
  const left = evaluate(node.left, scope);
  const right = evaluate(node.right, scope);
  if (left.kind !== 'constant' || right.kind !== 'constant') return unknown(node, scope);
  const isMinus = node.operatorToken.kind === ts.SyntaxKind.MinusToken;
  const value = isMinus ? Number(left.value) - Number(right.value) : Number(left.value) * Number(right.value);
  return { kind: 'constant', value, node, module: scope.module };
}

function evaluateArray(node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const parts = node.elements.map((element) => itemsOf(element, scope, evaluate));
  return {
    kind: 'list',
    items: parts.flatMap(({ items }) => items),
    complete: parts.every(({ complete }) => complete),
  };
}

export function unknown(node: ts.Expression, scope: Scope, why: UnknownValue['why'] = 'not followed'): UnknownValue {
  return { kind: 'unknown', node, scope, why };
}
