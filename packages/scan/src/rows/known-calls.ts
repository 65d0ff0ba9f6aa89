import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import type { Carried } from './carried.js';
import type { Following } from './following.js';
import { FRAMEWORKS } from './framework-calls.js';
import { LANGUAGE } from './language-calls.js';
import { intoLodash } from './lodash-calls.js';
import { calledName, type Call } from './run-function.js';

/** Functions that only ask whether something is there, or what it is. */
const ASSERTIONS =
  /^(?:assert|ok|invariant|tiny_?[iI]nvariant|isNil|isNull|isUndefined|isEmpty|isDefined|isArray|equal|notEqual|strictEqual|notStrictEqual)$/;

/** Follows a value into a function of the language, of a framework or of a well-known package. */
export function intoKnownCall(call: Call, position: number, carried: Carried, following: Following): boolean {
  const callee = call.expression.getText();
  const name = calledName(call) ?? '';
  const root = rootOf(call.expression);
  const isForeign =
    root === null || declarationOf(root, following.tree.moduleOf(root), following.tree)?.kind !== 'declared';
  if (!isForeign) return false;
  const rule = LANGUAGE.get(callee) ?? FRAMEWORKS.get(callee);
  if (rule) return rule(call, position, carried, following);
  if (ASSERTIONS.test(name)) return true;
  return intoLodash(call, name, position, carried, following);
}

function rootOf(node: ts.Expression): ts.Identifier | null {
  if (ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node : null;
}
