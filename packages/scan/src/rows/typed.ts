import { ts } from 'ts-morph';
import { head, isFunctionStep, rest, within, type Carried } from './carried.js';
import type { Following } from './following.js';
import { bindParameter } from './functions.js';
import { seekByType } from './name-net.js';
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
  if (ts.isTypeQueryNode(parent)) climb(parent, carried, following);
  else if (head(carried) === 'new') climb(parent, rest(carried), following);
  return true;
}

/** From a type to the thing that has it. */
function climb(type: ts.Node, carried: Carried, following: Following): void {
  const { parent } = type;
  if (ts.isArrayTypeNode(parent)) climb(parent, within(carried, '[]'), following);
  else if (ts.isUnionTypeNode(parent) || ts.isIntersectionTypeNode(parent) || ts.isParenthesizedTypeNode(parent)) {
    climb(parent, carried, following);
  } else if (ts.isTypeReferenceNode(parent)) climbGeneric(parent, type, carried, following);
  else if (ts.isTypeOperatorNode(parent)) climb(parent, carried, following);
  else if (ts.isParameter(parent)) bindParameter(parent, carried, following);
  else if (ts.isVariableDeclaration(parent)) following.bind(parent.name, carried);
  else if (ts.isPropertyDeclaration(parent) && ts.isClassLike(parent.parent)) {
    const name = keyOf(parent.name);
    if (name !== null) following.instance(parent.parent, within(carried, `.${name}`));
  } else if (ts.isPropertySignature(parent)) signature(parent, carried, following);
  else if (ts.isTypeAliasDeclaration(parent)) following.declare(parent, within(carried, 'new'));
  else if (ts.isCallExpression(parent)) asTypeArgument(parent, type, carried, following);
  else if (ts.isAsExpression(parent)) following.use(parent, carried);
  else if (ts.isFunctionLike(parent) && 'body' in parent && parent.type === type) following.returned(parent, carried);
  else if (ts.isTypeNode(parent) || ts.isTypeParameterDeclaration(parent)) seekByType(type, carried, following);
}

/** `useLoaderData<typeof loader>()`, `createContext<Services>()`. */
function asTypeArgument(call: ts.CallExpression, type: ts.Node, carried: Carried, following: Following): void {
  const step = head(carried);
  if (isFunctionStep(step)) {
    const hook = /^use(?:Route)?(?:Loader|Action)Data$|^useFetcher$/.exec(call.expression.getText())?.[0];
    if (hook === undefined) return;
    following.calling(step);
    const data = rest(carried);
    following.use(call, hook === 'useFetcher' ? within(data, '.data') : data);
    return;
  }
  following.use(call, carried);
  seekByType(type, carried, following);
}

const SAME =
  /^(?:Promise|PromiseLike|Readonly|Partial|Required|NonNullable|Awaited|Pick|Omit|Extract|Exclude|Simplify|Prettify|Ref|ShallowRef)$/;

function climbGeneric(type: ts.TypeReferenceNode, argument: ts.Node, carried: Carried, following: Following): void {
  const name = type.typeName.getText();
  const step = head(carried);
  if (/^(?:Readonly)?(?:Array|Set)$/.test(name)) climb(type, within(carried, '[]'), following);
  else if (/^(?:Readonly)?(?:Weak)?(?:Map|Record)$/.test(name)) climb(type, within(carried, '{}'), following);
  else if (name === 'ReturnType') {
    if (isFunctionStep(step)) climb(type, rest(carried), following);
  } else if (name === 'InstanceType') {
    if (step === 'new') climb(type, rest(carried), following);
  } else {
    climb(type, carried, following);
    // Somebody's own generic may keep it anywhere.
    if (!SAME.test(name)) seekByType(argument, carried, following);
  }
}

function signature(node: ts.PropertySignature, carried: Carried, following: Following): void {
  const name = keyOf(node.name);
  if (name === null) return;
  const inside = within(carried, `.${name}`);
  // An interface of everybody's, such as `App.Locals`, or one that a package's is extended by.
  if (ts.findAncestor(node, ts.isModuleDeclaration)) following.seek({ declaration: node, name, carried });
  if (ts.isInterfaceDeclaration(node.parent)) following.declare(node.parent, within(inside, 'new'));
  else climb(node.parent, inside, following);
}
