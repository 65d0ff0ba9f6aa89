import { ts } from 'ts-morph';
import { argumentOf } from './calls.js';
import { element, head, rest, within, withPath, withoutColumns, type Carried } from './carried.js';
import type { Following } from './following.js';
import { keyOf } from './patterns.js';

/** Follows a value that becomes a part of an object, or is spread over one. */
export function inObject(
  parent: ts.ObjectLiteralElementLike,
  node: ts.Node,
  carried: Carried,
  following: Following,
): void {
  const object = parent.parent;
  if (!ts.isObjectLiteralExpression(object)) return;
  if (ts.isSpreadAssignment(parent)) {
    const at = object.properties.indexOf(parent);
    const later = object.properties.slice(at + 1).flatMap(({ name }) => (name ? (keyOf(name) ?? []) : []));
    following.use(object, withoutColumns(spreadOf(carried), later));
  } else if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
    if (ts.isPropertyAssignment(parent) && parent.initializer !== node) return;
    if (isAssignmentTarget(object)) return;
    const name = keyOf(parent.name);
    following.use(object, within(carried, name === null ? '{}' : `.${name}`));
  }
}

/** What `{ ...value }` has of it. */
function spreadOf(carried: Carried): Carried {
  return head(carried) === 'rows?' ? withPath(carried, 'row') : carried;
}

function isAssignmentTarget(object: ts.Node): boolean {
  const { parent } = object;
  if (ts.isParenthesizedExpression(parent)) return isAssignmentTarget(parent);
  return (
    ts.isBinaryExpression(parent) && parent.left === object && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** Follows a value that becomes an element of a list. */
export function inArray(
  parent: ts.ArrayLiteralExpression,
  node: ts.Node,
  carried: Carried,
  following: Following,
): void {
  const at = parent.elements.findIndex((each) => each === node);
  const isAfterSpread = parent.elements.slice(0, at).some((each) => ts.isSpreadElement(each));
  following.use(parent, within(carried, isAfterSpread ? '[]' : `.${at}`));
}

/** Follows the elements of a list that is spread over another, or over arguments. */
export function spread(parent: ts.SpreadElement, carried: Carried, following: Following): void {
  const one = element(carried);
  const around = parent.parent;
  if (ts.isArrayLiteralExpression(around)) {
    if (one) following.use(around, within(one, '[]'));
    else if (head(carried) === '{}') following.use(around, within(rest(carried), '[]', '.1'));
  } else if (ts.isCallExpression(around) || ts.isNewExpression(around)) {
    const at = (around.arguments ?? []).findIndex((argument) => argument === parent);
    if (one) argumentOf(around, at, one, following);
    else following.escape(parent, 'spread into a call', carried);
  }
}
