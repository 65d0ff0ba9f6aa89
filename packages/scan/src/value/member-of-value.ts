import { ts } from 'ts-morph';
import { resultOfCall } from './functions.js';
import { knownText } from './text.js';
import type { Evaluate, Scope, Value } from './value.js';

/** A member of a value, by name; null where nothing is known of it. A getter is run. */
export function memberOfValue(
  value: Value,
  name: string,
  use: ts.Expression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  if (name === 'length') return lengthOf(value, use, scope);
  if (value.kind === 'list') return value.complete ? (value.items[Number(name)] ?? null) : null;
  if (value.kind !== 'object') return null;
  const member = value.members.get(name);
  if (member === undefined) return null;
  if (!('kind' in member)) return evaluate(member.expression, member.scope);
  if (!ts.isGetAccessorDeclaration(member.node)) return member;
  return resultOfCall(member, [], use, scope, evaluate);
}

function lengthOf(value: Value, node: ts.Expression, scope: Scope): Value | null {
  const { module } = scope;
  if (value.kind === 'list' && value.complete) return { kind: 'constant', value: value.items.length, node, module };
  const text = knownText(value);
  return text === null ? null : { kind: 'constant', value: text.length, node, module };
}
