import { ts } from 'ts-morph';
import { keyOf } from './conditions.js';
import { resultOfCall } from './functions.js';
import { declaredMember } from './members.js';
import { memberOfValue } from './member-of-value.js';
import { declarationValue } from './name-value.js';
import { knownText } from './text.js';
import type { Evaluate, ObjectValue, Scope, Value } from './value.js';

/** What `object.name` or `object[key]` is. */
export function memberValue(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const stop: Value = { kind: 'unknown', node, scope, why: 'not followed' };
  if (ts.isElementAccessExpression(node)) return elementValue(node, scope, evaluate) ?? stop;
  const declared = declaredMember(node, scope);
  if (declared !== null) {
    if (declared.kind === 'declared' && ts.isGetAccessorDeclaration(declared.node)) {
      const callee = { kind: 'function', node: declared.node, scope: { ...scope, module: declared.module } } as const;
      return resultOfCall(callee, [], node, scope, evaluate) ?? stop;
    }
    return declarationValue(declared, node, scope, evaluate);
  }
  return memberOfValue(evaluate(node.expression, scope), node.name.text, node, scope, evaluate) ?? stop;
}

function elementValue(node: ts.ElementAccessExpression, scope: Scope, evaluate: Evaluate): Value | null {
  const object = evaluate(node.expression, scope);
  const key = evaluate(node.argumentExpression, scope);
  const name = key.kind === 'constant' ? String(key.value) : knownText(key);
  if (name !== null) return memberOfValue(object, name, node, scope, evaluate);
  return object.kind === 'object' ? anyMember(object, node, scope, evaluate) : null;
}

/** A look-up by a key that is not known: each member is one way. */
function anyMember(
  object: ObjectValue,
  node: ts.ElementAccessExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const names = [...object.members.keys()];
  if (names.length === 0 || !object.complete) return null;
  const isOptional = ts.isBinaryExpression(node.parent) && isFallback(node.parent.operatorToken.kind);
  const choice = scope.world.decide(keyOf(node, scope), names.length + (isOptional ? 1 : 0));
  const name = names[choice];
  if (name !== undefined) return memberOfValue(object, name, node, scope, evaluate);
  return { kind: 'constant', value: undefined, node, module: scope.module };
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}
