import { ts } from 'ts-morph';
import { holds } from './conditions.js';
import { isAssignment, type Mutation } from './mutations.js';
import { piecesOf, textValue } from './text.js';
import type { Evaluate, Scope, Value } from './value.js';

/** What a variable holds after a change; `state` is what it held before, and what its name means in `scope`. */
export function applyMutation(node: Mutation, state: Value, scope: Scope, evaluate: Evaluate): Value {
  if (ts.isCallExpression(node)) return changeList(node, state, scope, evaluate);
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && ts.isIdentifier(node.left)) {
    return assign(node, state, scope, evaluate);
  }
  if (isStep(node) && state.kind === 'constant' && typeof state.value === 'number') {
    const value = state.value + (node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1);
    return { ...state, value };
  }
  return { kind: 'unknown', node, scope, why: 'built by code' };
}

function isStep(node: ts.Node): node is ts.PostfixUnaryExpression | ts.PrefixUnaryExpression {
  return (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) && ts.isIdentifier(node.operand);
}

function assign(node: ts.BinaryExpression, state: Value, scope: Scope, evaluate: Evaluate): Value {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.EqualsToken:
      return evaluate(node.right, scope);
    case ts.SyntaxKind.PlusEqualsToken:
      return add(state, node, scope, evaluate);
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return holds(node.left, scope, evaluate) ? state : evaluate(node.right, scope);
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
      return holds(node.left, scope, evaluate) ? evaluate(node.right, scope) : state;
    default:
      return { kind: 'unknown', node, scope, why: 'built by code' };
  }
}

function add(state: Value, node: ts.BinaryExpression, scope: Scope, evaluate: Evaluate): Value {
  const added = evaluate(node.right, scope);
  if (state.kind === 'constant' && typeof state.value === 'number') {
    if (added.kind === 'constant') return { ...state, value: state.value + Number(added.value) };
    return { kind: 'unknown', node, scope, why: 'not followed' };
  }
  // Only a text, or something added to one, is a text; `count += 1` is a number that is not known.
  if (state.kind !== 'text' && added.kind !== 'text') return { kind: 'unknown', node, scope, why: 'not followed' };
  return textValue([...piecesOf(state, node.left, scope.module), ...piecesOf(added, node.right, scope.module)]);
}

function changeList(node: ts.CallExpression, state: Value, scope: Scope, evaluate: Evaluate): Value {
  const method = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
  // The order in which columns or conditions are joined changes nothing that they use.
  if (state.kind === 'list' && (method === 'sort' || method === 'reverse')) return state;
  if (state.kind !== 'list' || (method !== 'push' && method !== 'unshift')) {
    return { kind: 'unknown', node, scope, why: 'built by code' };
  }
  const parts = node.arguments.map((argument) => itemsOf(argument, scope, evaluate));
  const added = parts.flatMap(({ items }) => items);
  const items = method === 'push' ? [...state.items, ...added] : [...added, ...state.items];
  return { kind: 'list', items, complete: state.complete && parts.every(({ complete }) => complete) };
}

/** What an argument or an array's element adds to a list; a spread adds all that it holds. */
export function itemsOf(
  node: ts.Expression,
  scope: Scope,
  evaluate: Evaluate,
): { readonly items: readonly Value[]; readonly complete: boolean } {
  if (!ts.isSpreadElement(node)) return { items: [evaluate(node, scope)], complete: true };
  const value = evaluate(node.expression, scope);
  return value.kind === 'list' ? value : { items: [value], complete: false };
}
