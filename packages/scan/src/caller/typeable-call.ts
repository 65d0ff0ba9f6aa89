import { byCodeUnit, type Caller, type TypeableCall } from '@rowpact/model';
import { ts } from 'ts-morph';
import { statementTypeNames } from '../value/generated-names.js';
import { originOf } from '../value/origin.js';
import type { Scope } from '../value/value.js';
import type { Assembled } from './assemble.js';
import { calleeOf, type Invocation } from './known-callee.js';
import { placeOf, placeWithin } from './place.js';
import { takesRowType } from './row-type-takers.js';
import type { Sending } from './sending.js';

/** What takes the type of the rows of a sending. */
export interface RowTypeTaker {
  readonly node: Invocation;
  readonly takes: TypeableCall['takes'];
}

/** The tag, call or constructor whose type argument is the type of the rows; null where TypeScript needs or takes none. */
export function takerOf(node: ts.Node, sending: Sending, scope: Scope): RowTypeTaker | null {
  const tag = sending.kind === 'text' ? tagOfReceiver(node, sending.text) : null;
  const candidate = tag ?? (isInvocation(node) ? node : null);
  if (candidate === null) return null;
  const origin = originOf(calleeOf(candidate), scope.module, scope.graph);
  const takes = origin?.kind === 'package' ? takesRowType(origin) : null;
  return takes === null ? null : { node: candidate, takes };
}

/** The tag in ``sql`…`.execute(db)``: it is what takes the type. */
function tagOfReceiver(node: ts.Node, text: ts.Expression): ts.TaggedTemplateExpression | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  if (node.expression.expression !== text) return null;
  let at = text;
  while (ts.isParenthesizedExpression(at)) at = at.expression;
  return ts.isTaggedTemplateExpression(at) ? at : null;
}

/** @param found what it sends, branch by branch; @param complete whether those are all branches */
export function typeableCall(
  { node, takes }: RowTypeTaker,
  caller: Caller,
  found: readonly Assembled[],
  complete: boolean,
  { module }: Scope,
): TypeableCall {
  const statements = new Set(found.flatMap((each) => each.statements.map(({ text }) => text)));
  const given = node.typeArguments;
  return {
    place: placeWithin(module, node.getStart(module.source)),
    caller,
    argumentAt: placeOf(module, calleeOf(node).end),
    takes,
    statements: [...statements].sort(byCodeUnit),
    complete: complete && found.every((each) => each.statements.length === 1 && each.blinds.length === 0),
    given: given === undefined ? null : module.source.text.slice(given.pos, given.end).trim(),
    names: given === undefined ? [] : given.flatMap((type) => statementTypeNames(type, module.source)),
  };
}

function isInvocation(node: ts.Node): node is Invocation {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
}
