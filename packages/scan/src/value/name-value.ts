import { ts } from 'ts-morph';
import { declarationOf, type Declaration } from './declaration.js';
import { valueAtUse } from './flow.js';
import { parameterOfCallback } from './origin-nodes.js';
import { enumOf, nameOf } from './objects.js';
import { memberOfValue } from './member-of-value.js';
import type { Closure, Evaluate, Scope, UnknownValue, Value } from './value.js';

/** What a name stands for where it is used. */
export function nameValue(name: ts.Identifier, scope: Scope, evaluate: Evaluate): Value {
  const declaration = declarationOf(name, scope.module, scope.graph);
  if (declaration === null) {
    if (name.text === 'undefined') return { kind: 'constant', value: undefined, node: name, module: scope.module };
    return stop(name, scope);
  }
  return declarationValue(declaration, name, scope, evaluate);
}

/** The value of what is declared, where `use` uses it. */
export function declarationValue(
  declaration: Declaration,
  use: ts.Expression,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  if (declaration.kind !== 'declared') return stop(use, scope);
  const { active } = scope.world;
  const key = `${scope.frame}:${scope.module.file}:${use.pos}`;
  if (active.has(key)) return stop(use, scope, 'circular');
  active.add(key);
  const value = valueOfNode(declaration.node, use, { ...scope, module: declaration.module }, scope, evaluate);
  active.delete(key);
  return value ?? stop(use, scope);
}

function valueOfNode(node: ts.Node, use: ts.Expression, scope: Scope, from: Scope, evaluate: Evaluate): Value | null {
  const bound = scope.bindings.get(node);
  if (bound !== undefined) return open(bound, evaluate);
  if (ts.isVariableDeclaration(node)) {
    // A use in another module sees what the variable holds in the end.
    const place = from.module === scope.module ? use : scope.module.source.endOfFileToken;
    const followed = valueAtUse(node, place, scope, evaluate);
    if (followed !== null) return followed;
    return node.initializer === undefined ? itemOfLoop(node, scope, evaluate) : evaluate(node.initializer, scope);
  }
  if (ts.isParameter(node)) return itemOfCallback(node, scope, evaluate);
  if (ts.isBindingElement(node)) return destructured(node, use, scope, from, evaluate);
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return { kind: 'function', node, scope };
  if (ts.isPropertyDeclaration(node)) return node.initializer ? evaluate(node.initializer, scope) : null;
  if (ts.isEnumDeclaration(node)) return enumOf(node, scope);
  if (ts.isExportAssignment(node)) return evaluate(node.expression, scope);
  return ts.isExpression(node) && !ts.isClassExpression(node) ? evaluate(node, scope) : null;
}

/** `for (const table of ['players', 'teams'])`: each item is one way. */
function itemOfLoop(node: ts.VariableDeclaration, scope: Scope, evaluate: Evaluate): Value | null {
  const loop = node.parent.parent;
  return ts.isForOfStatement(loop) ? anyItem(evaluate(loop.expression, scope), node, scope) : null;
}

/** `['players', 'teams'].map(async (table) => …)`. */
function itemOfCallback(node: ts.ParameterDeclaration, scope: Scope, evaluate: Evaluate): Value | null {
  const place = parameterOfCallback(node);
  if (place === null || place.argument > 0 || place.parameter > 0) return null;
  const callee = place.call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(?:forEach|map|flatMap)$/u.test(callee.name.text)) return null;
  return anyItem(evaluate(callee.expression, scope), node, scope);
}

function anyItem(list: Value, node: ts.Node, scope: Scope): Value | null {
  if (list.kind !== 'list' || !list.complete || list.items.length === 0) return null;
  const choice = scope.world.decide(`${scope.module.file}:${node.pos}:${scope.frame}:item`, list.items.length);
  return list.items[choice] ?? null;
}

function open(bound: Value | Closure, evaluate: Evaluate): Value {
  return 'kind' in bound ? bound : evaluate(bound.expression, bound.scope);
}

function destructured(
  node: ts.BindingElement,
  use: ts.Expression,
  scope: Scope,
  from: Scope,
  evaluate: Evaluate,
): Value | null {
  const pattern = node.parent;
  const source = valueOfNode(pattern.parent, use, scope, from, evaluate);
  if (source === null) return null;
  const value = ts.isArrayBindingPattern(pattern)
    ? source.kind === 'list' && source.complete
      ? (source.items[pattern.elements.indexOf(node)] ?? null)
      : null
    : named(node, source, use, scope, evaluate);
  if (value !== null && !(value.kind === 'constant' && value.value === undefined)) return value;
  const isMissing = value !== null || (source.kind === 'object' && source.complete);
  return isMissing && node.initializer ? evaluate(node.initializer, scope) : null;
}

function named(
  node: ts.BindingElement,
  source: Value,
  use: ts.Expression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const key = node.propertyName ?? (ts.isIdentifier(node.name) ? node.name : null);
  const name = key && nameOf(key, scope, evaluate);
  return name === null || node.dotDotDotToken ? null : memberOfValue(source, name, use, scope, evaluate);
}

function stop(node: ts.Expression, scope: Scope, why: UnknownValue['why'] = 'not followed'): UnknownValue {
  return { kind: 'unknown', node, scope, why };
}
