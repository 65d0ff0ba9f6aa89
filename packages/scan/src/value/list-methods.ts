import type { ts } from 'ts-morph';
import { truthOf } from './conditions.js';
import { itemsOf } from './apply-mutation.js';
import { resultOfCall } from './functions.js';
import { fixedRun, joined, piecesOf, textValue } from './text.js';
import type { Evaluate, FunctionValue, ListValue, Scope, UnknownValue, Value } from './value.js';

/** A list with more items than these is not mapped item by item. */
const MAX_MAPPED = 2000;

/** What a method of Array answers; null where it is not one that is followed. */
export function callListMethod(
  list: ListValue,
  method: string,
  call: ts.CallExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const [first] = call.arguments;
  switch (method) {
    case 'join':
      return join(list, first, call, scope, evaluate);
    case 'concat': {
      const added = call.arguments.map((argument) => {
        const value = evaluate(argument, scope);
        return value.kind === 'list' ? value : itemsOf(argument, scope, evaluate);
      });
      const items = [...list.items, ...added.flatMap(({ items: more }) => more)];
      return { kind: 'list', items, complete: list.complete && added.every(({ complete }) => complete) };
    }
    case 'filter':
      return first === undefined ? null : filter(list, first, call, scope, evaluate);
    case 'map':
    case 'flatMap':
      return first === undefined ? null : map(list, first, method, call, scope, evaluate);
    case 'flat':
      return flat(list);
    case 'slice':
      return call.arguments.length === 0 ? list : null;
    case 'reverse':
    case 'sort':
    case 'toSorted':
    case 'values':
      return list;
    case 'fill':
      return { ...list, items: list.items.map(() => itemOf(first, call, scope, evaluate)) };
    default:
      return null;
  }
}

function itemOf(node: ts.Expression | undefined, call: ts.CallExpression, scope: Scope, evaluate: Evaluate): Value {
  return node ? evaluate(node, scope) : { kind: 'constant', value: undefined, node: call, module: scope.module };
}

function join(
  list: ListValue,
  separator: ts.Expression | undefined,
  call: ts.CallExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const pieces = separator
    ? piecesOf(evaluate(separator, scope), separator, scope.module)
    : [fixedRun(',', call, scope.module)];
  return textValue(joined(list.items, pieces, call, scope.module));
}

function filter(
  list: ListValue,
  test: ts.Expression,
  call: ts.CallExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const callee = evaluate(test, scope);
  if (callee.kind !== 'function' && test.getText(scope.module.source) !== 'Boolean') return null;
  const items: Value[] = [];
  for (const item of list.items) {
    const keeps = callee.kind === 'function' ? asks(callee, item, call, scope, evaluate) : truthOf(item);
    if (keeps === null && item.kind !== 'unknown') return null;
    if (keeps !== false) items.push(item);
  }
  return { ...list, items };
}

function asks(callee: FunctionValue, item: Value, call: ts.Node, scope: Scope, evaluate: Evaluate): boolean | null {
  const answer = resultOfCall(callee, [item], call, scope, evaluate);
  return answer === null ? null : truthOf(answer);
}

function map(
  list: ListValue,
  mapper: ts.Expression,
  method: 'map' | 'flatMap',
  call: ts.CallExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const callee = evaluate(mapper, scope);
  if (callee.kind !== 'function' || list.items.length > MAX_MAPPED) return null;
  const items = list.items.map((item, index): Value => {
    const position: Value = list.complete
      ? { kind: 'constant', value: index, node: call, module: scope.module }
      : { kind: 'unknown', node: mapper, scope, why: 'not followed' };
    const inner = { ...scope, frame: `${scope.frame}+${index}` };
    const result = resultOfCall(callee, [item, position, list], call, inner, evaluate);
    return result ?? { kind: 'unknown', node: mapper, scope, why: 'built by code' };
  });
  const mapped: ListValue = { ...list, items };
  return method === 'flatMap' ? flat(mapped) : mapped;
}

function flat(list: ListValue): ListValue {
  const parts = list.items.map((item) => (item.kind === 'list' ? item : { items: [item], complete: true }));
  return {
    kind: 'list',
    items: parts.flatMap(({ items }) => items),
    complete: list.complete && parts.every(({ complete }) => complete),
  };
}

/** A list about which nothing is known: one item stands for all. */
export function unknownList(item: UnknownValue): ListValue {
  return { kind: 'list', items: [item], complete: false };
}
