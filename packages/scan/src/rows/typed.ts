import { ts } from 'ts-morph';
import { head, rest, within, type Carried } from './carried.js';
import type { Following } from './following.js';
import { bindParameter } from './functions.js';
import { keyOf } from './patterns.js';

/**
 * A class or interface whose objects answer rows, named in a type or after `extends`: what is declared so is such an object.
 * @returns whether the name stands in a type at all
 */
export function usedAsType(node: ts.Node, carried: Carried, following: Following): boolean {
  const { parent } = node;
  if (ts.isExpressionWithTypeArguments(parent)) {
    const owner = parent.parent.parent;
    if (ts.isClassLike(owner) && head(carried) === 'new') following.instance(owner, rest(carried));
    return true;
  }
  if (!ts.isTypeNode(parent)) return ts.isTypeNode(node);
  if (head(carried) === 'new') climb(parent, rest(carried), following);
  return true;
}

/** From a type to the thing that has it. */
function climb(type: ts.Node, carried: Carried, following: Following): void {
  const { parent } = type;
  if (ts.isArrayTypeNode(parent)) climb(parent, within(carried, '[]'), following);
  else if (ts.isUnionTypeNode(parent) || ts.isIntersectionTypeNode(parent) || ts.isParenthesizedTypeNode(parent)) {
    climb(parent, carried, following);
  } else if (ts.isTypeReferenceNode(parent)) climb(parent, inGeneric(parent, carried), following);
  else if (ts.isTypeOperatorNode(parent)) climb(parent, carried, following);
  else if (ts.isParameter(parent)) bindParameter(parent, carried, following);
  else if (ts.isVariableDeclaration(parent)) following.bind(parent.name, carried);
  else if (ts.isPropertyDeclaration(parent) && ts.isClassLike(parent.parent)) {
    const name = keyOf(parent.name);
    if (name !== null) following.instance(parent.parent, within(carried, `.${name}`));
  } else if (ts.isPropertySignature(parent)) signature(parent, carried, following);
  else if (ts.isTypeAliasDeclaration(parent)) following.declare(parent, within(carried, 'new'));
  else if (ts.isCallExpression(parent) || ts.isAsExpression(parent)) following.use(parent, carried);
  else if (ts.isFunctionLike(parent) && 'body' in parent && parent.type === type) following.returned(parent, carried);
}

function inGeneric(type: ts.TypeReferenceNode, carried: Carried): Carried {
  const name = type.typeName.getText();
  if (/^(?:Readonly)?(?:Array|Set)$/.test(name)) return within(carried, '[]');
  return /^(?:Readonly)?(?:Weak)?(?:Map|Record)$/.test(name) ? within(carried, '{}') : carried;
}

function signature(node: ts.PropertySignature, carried: Carried, following: Following): void {
  const name = keyOf(node.name);
  if (name === null) return;
  const inside = within(carried, `.${name}`);
  if (ts.isInterfaceDeclaration(node.parent)) following.declare(node.parent, within(inside, 'new'));
  else climb(node.parent, inside, following);
}
