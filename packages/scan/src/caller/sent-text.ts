import type { SentText } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { originOf } from '../value/origin.js';
import { knownText } from '../value/text.js';
import type { Scope } from '../value/value.js';
import { memberClosure } from './members-of-object.js';
import { placeOf } from './place.js';
import type { Sending } from './sending.js';

type TextSending = Extract<Sending, { kind: 'text' }>;

/** The whole text that goes to the driver, in one world; null where a part of it is not known. */
export function literalIn({ text, member }: TextSending, scope: Scope): string | null {
  const value = evaluate(text, scope);
  const inner = value.kind === 'object' ? memberClosure(value, member ?? 'text') : null;
  if (inner === null) return value.kind === 'object' ? null : knownText(value);
  return knownText(evaluate(inner.expression, inner.scope));
}

/** What TypeScript makes of a call that sends a text. */
export function callOf(
  call: ts.CallExpression,
  { text }: TextSending,
  scope: Scope,
): Pick<SentText, 'place' | 'throughPg' | 'awaited'> {
  const { module } = scope;
  const throughPg = isOfPg(call.expression, scope);
  return {
    place: placeOf(module, call.getStart(module.source)),
    throughPg,
    awaited: throughPg && isTyped(module.file) && isLiteral(text) && isAwaited(call),
  };
}

/** `query` of a pool or client whose types are the package's own. */
function isOfPg(callee: ts.Expression, { module, graph }: Scope): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'query') return false;
  const origin = originOf(callee, module, graph);
  return origin?.kind === 'package' && /^(?:pg|pg-pool|fastify|@fastify\/postgres)$/u.test(origin.package);
}

function isTyped(file: string): boolean {
  return !/\.[cm]?jsx?$/u.test(file);
}

/** A literal at the call itself: of any other expression TypeScript may see no more than `string`. */
function isLiteral(text: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(text)) return isLiteral(text.expression);
  if (!ts.isObjectLiteralExpression(text)) return ts.isStringLiteralLike(text);
  return text.properties.every((property) => {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return false;
    if (!/^(?:text|values|name)$/u.test(property.name.text)) return false;
    return property.name.text !== 'text' || ts.isStringLiteralLike(property.initializer);
  });
}

/** `await call`, and `call.then(…)`; what a function returns shows a problem where that is awaited, which may be nowhere. */
function isAwaited(call: ts.CallExpression): boolean {
  let at: ts.Node = call;
  while (ts.isParenthesizedExpression(at.parent) || ts.isNonNullExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isAwaitExpression(parent)) return true;
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.expression === at &&
    /^(?:then|catch|finally)$/u.test(parent.name.text) &&
    ts.isCallExpression(parent.parent)
  );
}
