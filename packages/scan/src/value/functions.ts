import { ts } from 'ts-morph';
import { holds } from './conditions.js';
import { clausesOf, throws } from './statements.js';
import type { Closure, Evaluate, FunctionValue, Scope, UnknownValue, Value } from './value.js';

/** Functions in functions that are followed; what is deeper is unknown. */
const MAX_CALLS = 8;

/**
 * What a function of the consumer's answers for some arguments, by its `return`s; null where that cannot be told.
 * @param call - where it is called: tells its conditions from those of other calls.
 */
export function resultOfCall(
  callee: FunctionValue,
  argumentsGiven: readonly (Value | Closure)[],
  call: ts.Node,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const { node } = callee;
  const depth = scope.frame.split('/').length;
  if (depth > MAX_CALLS || node.asteriskToken !== undefined || node.body === undefined) return null;
  const bindings = new Map([...callee.scope.bindings, ...boundParameters(callee, argumentsGiven)]);
  const frame = `${scope.frame}/${call.pos}`;
  const inner: Scope = { ...callee.scope, world: scope.world, bindings, frame, depth: scope.depth + 1 };
  if (!ts.isBlock(node.body)) return evaluate(node.body, inner);
  return returned(node.body.statements, inner, evaluate);
}

function boundParameters(
  callee: FunctionValue,
  argumentsGiven: readonly (Value | Closure)[],
): readonly (readonly [ts.Node, Value | Closure])[] {
  return callee.node.parameters.map((parameter, index) => {
    const given = argumentsGiven[index];
    if (parameter.dotDotDotToken !== undefined) return [parameter, restOf(argumentsGiven.slice(index))];
    if (given !== undefined) return [parameter, given];
    if (parameter.initializer) return [parameter, { expression: parameter.initializer, scope: callee.scope }];
    return [parameter, { kind: 'constant', value: undefined, node: parameter, module: callee.scope.module }];
  });
}

function restOf(values: readonly (Value | Closure)[]): Value {
  const items = values.filter((value): value is Value => 'kind' in value);
  return { kind: 'list', items, complete: items.length === values.length };
}

function returned(statements: readonly ts.Statement[], scope: Scope, evaluate: Evaluate): Value | null {
  for (const statement of statements) {
    const result = returnedBy(statement, scope, evaluate);
    if (result === 'nothing') continue;
    return result;
  }
  return null;
}

function returnedBy(statement: ts.Statement, scope: Scope, evaluate: Evaluate): Value | null | 'nothing' {
  if (ts.isReturnStatement(statement)) {
    return statement.expression === undefined ? null : evaluate(statement.expression, scope);
  }
  if (!returnsWithin(statement)) return 'nothing';
  if (ts.isBlock(statement)) return returned(statement.statements, scope, evaluate) ?? 'nothing';
  if (ts.isIfStatement(statement)) {
    const { thenStatement, elseStatement } = statement;
    const takesThen =
      !throws(thenStatement) &&
      ((elseStatement !== undefined && throws(elseStatement)) || holds(statement.expression, scope, evaluate));
    if (takesThen) return returnedBy(thenStatement, scope, evaluate);
    return elseStatement === undefined ? 'nothing' : returnedBy(elseStatement, scope, evaluate);
  }
  if (ts.isSwitchStatement(statement)) {
    return (
      returned(
        clausesOf(statement, scope, evaluate, () => false),
        scope,
        evaluate,
      ) ?? 'nothing'
    );
  }
  if (ts.isTryStatement(statement)) return returnedBy(statement.tryBlock, scope, evaluate);
  return null;
}

function returnsWithin(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => returnsWithin(child) || undefined) ?? false;
}

/** A function's result with nothing known about its arguments: one round for each item of a list. */
export function resultForUnknownItem(
  callee: FunctionValue,
  item: UnknownValue,
  call: ts.Node,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const index: UnknownValue = { ...item, why: 'not followed' };
  return resultOfCall(
    callee,
    callee.node.parameters.map((_, at) => (at === 0 ? item : index)),
    call,
    scope,
    evaluate,
  );
}
