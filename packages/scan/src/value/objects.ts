import { ts } from 'ts-morph';
import type { Closure, Evaluate, FunctionValue, ListValue, ObjectValue, Scope, Value } from './value.js';

/** An object literal; its members wait until they are asked for. */
export function objectOf(node: ts.ObjectLiteralExpression, scope: Scope, evaluate: Evaluate): ObjectValue {
  const members = new Map<string, Closure | FunctionValue>();
  let complete = true;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = evaluate(property.expression, scope);
      if (spread.kind === 'object') for (const [name, member] of spread.members) members.set(name, member);
      complete &&= spread.kind === 'object' && spread.complete;
      continue;
    }
    const name = nameOf(property.name, scope, evaluate);
    if (name === null) complete = false;
    else if (ts.isPropertyAssignment(property)) members.set(name, { expression: property.initializer, scope });
    else if (ts.isShorthandPropertyAssignment(property)) members.set(name, { expression: property.name, scope });
    else if (ts.isMethodDeclaration(property) || ts.isGetAccessorDeclaration(property)) {
      members.set(name, { kind: 'function', node: property, scope });
    }
  }
  return { kind: 'object', members, complete };
}

/** The members of an enum that have a text or a number of their own. */
export function enumOf(node: ts.EnumDeclaration, scope: Scope): ObjectValue {
  const members = new Map<string, Closure>();
  for (const { name, initializer } of node.members) {
    if (initializer && (ts.isIdentifier(name) || ts.isStringLiteralLike(name))) {
      members.set(name.text, { expression: initializer, scope });
    }
  }
  return { kind: 'object', members, complete: members.size === node.members.length };
}

/** A property's name where it is written or known; null for computed names that are not. */
export function nameOf(name: ts.PropertyName, scope: Scope, evaluate: Evaluate): string | null {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (!ts.isComputedPropertyName(name)) return null;
  const value = evaluate(name.expression, scope);
  if (value.kind !== 'text') return null;
  return value.pieces.every((piece) => piece.kind === 'run') ? value.pieces.map((piece) => piece.text).join('') : null;
}

/** `Object.keys`, `Object.values` and `Object.entries` of an object that is known. */
export function listMembers(
  object: ObjectValue,
  method: string,
  node: ts.Expression,
  scope: Scope,
  evaluate: Evaluate,
): ListValue | null {
  if (method !== 'keys' && method !== 'values' && method !== 'entries') return null;
  const items = [...object.members].map(([name, member]): Value => {
    const origin = 'kind' in member ? member.node : member.expression;
    const module = member.scope.module;
    const offset = origin.getStart(module.source);
    const key: Value = { kind: 'text', pieces: [{ kind: 'run', text: name, module, offset, fixed: true }] };
    if (method === 'keys') return key;
    const value = 'kind' in member ? member : evaluate(member.expression, member.scope);
    return method === 'values' ? value : { kind: 'list', items: [key, value], complete: true };
  });
  if (object.complete) return { kind: 'list', items, complete: true };
  return { kind: 'list', items: [...items, { kind: 'unknown', node, scope, why: 'not followed' }], complete: false };
}
