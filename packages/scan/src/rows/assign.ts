import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import { element, head, within, withoutColumns, type Carried } from './carried.js';
import { classOfThis } from './classes.js';
import type { Following } from './following.js';
import { memberOf } from './member.js';
import { seekByType } from './name-net.js';
import { elementAt, keyOf } from './patterns.js';
import { callsOf } from './calls-of.js';
import { Things } from './things.js';

/** Follows a value to where an assignment, or a method such as `push`, puts it. */
export function assignTo(target: ts.Node, carried: Carried, following: Following): void {
  if (ts.isIdentifier(target)) toName(target, carried, following);
  else if (ts.isPropertyAccessExpression(target)) toProperty(target, carried, following);
  else if (ts.isElementAccessExpression(target)) {
    const key = target.argumentExpression;
    assignTo(target.expression, within(carried, ts.isStringLiteralLike(key) ? `.${key.text}` : '[]'), following);
  } else if (target.kind === ts.SyntaxKind.ThisKeyword || target.kind === ts.SyntaxKind.SuperKeyword) {
    const owner = classOfThis(target);
    if (owner) following.instance(owner, carried);
    else following.escape(target, 'kept in an object that is not known here', carried);
  } else if (ts.isObjectLiteralExpression(target)) toObjectPattern(target, carried, following);
  else if (ts.isArrayLiteralExpression(target)) toArrayPattern(target, carried, following);
  else if (ts.isBinaryExpression(target)) {
    // `(groups[key] ??= []).push(row)`, and the default in a pattern.
    assignTo(target.left, carried, following);
  } else if (ts.isCallExpression(target)) toAnswer(target, carried, following);
  else if (hasInner(target)) assignTo(target.expression, carried, following);
  else following.escape(target, 'kept in a place that is not followed', carried);
}

function hasInner(node: ts.Node): node is ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isAwaitExpression(node)
  );
}

function toName(target: ts.Identifier, carried: Carried, following: Following): void {
  const found = declarationOf(target, following.tree.moduleOf(target), following.tree);
  if (found?.kind !== 'declared') {
    keptOutside(target, `kept in \`${target.text}\`, which is not the consumer's own`, carried, following);
    return;
  }
  following.declare(found.node, carried);
  if (isNamed(carried) && isMadeByPackage(found.node, following)) {
    keptOutside(target, `kept in \`${target.text}\`, which a package made`, carried, following);
  }
  if (ts.isParameter(found.node) && carried.path.length > 1) intoArguments(found.node, target, carried, following);
  else if (isPartOfParameter(found.node) && carried.path.length > 1) {
    keptOutside(target, `kept in \`${target.text}\`, which comes from outside of the function`, carried, following);
  }
}

/** Of an object of somebody else's the types say who else has it: whoever asks for the property that it is kept in. */
function keptOutside(target: ts.Identifier, how: string, carried: Carried, following: Following): void {
  if (!isNamed(carried) || seekByType(target, carried, following).length === 0) following.lose(target, how, carried);
}

function isNamed(carried: Carried): boolean {
  return /^\.[^\d]/.test(head(carried));
}

/** What packages make they hand on themselves. Of reactive objects everybody has the same one. */
function isMadeByPackage(node: ts.Node, { tree }: Following): boolean {
  if (!ts.isVariableDeclaration(node) || !node.initializer) return false;
  let made = node.initializer;
  while (ts.isAwaitExpression(made) || ts.isParenthesizedExpression(made) || ts.isAsExpression(made))
    made = made.expression;
  if (!ts.isCallExpression(made) && !ts.isNewExpression(made)) return false;
  return new Things(tree, [])
    .of(made.expression)
    .some((thing) => thing.kind === 'package' && !REACTIVE.test(thing.package));
}

const REACTIVE = /^(?:vue|@vue\/.*|react|preact|solid-js.*|svelte.*|pinia|zustand|valtio|mobx.*|immer|nanostores)$/;

function isPartOfParameter(node: ts.Node): boolean {
  if (!ts.isBindingElement(node)) return false;
  const owner = ts.findAncestor(node, (at) => ts.isParameter(at) || ts.isVariableDeclaration(at));
  return owner !== undefined && ts.isParameter(owner);
}

/** What is put into a parameter, the caller has afterwards. */
function intoArguments(
  parameter: ts.ParameterDeclaration,
  target: ts.Identifier,
  carried: Carried,
  following: Following,
): void {
  const position = parameter.parent.parameters.indexOf(parameter);
  const frame = carried.frames.findLast(({ callee }) => callee === parameter.parent);
  if (frame && !ts.isCallExpression(frame.call) && !ts.isNewExpression(frame.call)) return;
  // The function that an array method runs keeps its result in what the method answers (`reduce`).
  if (frame && frame.answer !== 'value') return;
  const calls = frame ? [frame.call as ts.CallExpression] : callsOf(parameter.parent, following.tree); // just tested
  const passed = calls.flatMap((call) => call.arguments?.[position] ?? []);
  for (const argument of passed) if (!ts.isObjectLiteralExpression(argument)) assignTo(argument, carried, following);
  if (passed.length > 0 || isInlineCallback(parameter.parent)) return;
  keptOutside(
    target,
    `kept in \`${parameter.name.getText()}\`, which comes from outside of the function`,
    carried,
    following,
  );
}

/** `list.reduce((all, row) => { all.push(row); … })`: what it is given, the call around it gives again. */
function isInlineCallback(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return ['reduce', 'reduceRight', 'forEach', 'map'].includes(call.expression.name.text);
}

function toProperty(target: ts.PropertyAccessExpression, carried: Carried, following: Following): void {
  if (target.name.text === 'value' || target.name.text === 'current') {
    // A ref: reading and writing go through one property.
    assignTo(target.expression, within(carried, `.${target.name.text}`), following);
    return;
  }
  if (target.getText() === 'module.exports' || isExports(target.expression)) {
    exported(target, carried, following);
    return;
  }
  assignTo(target.expression, within(carried, `.${target.name.text}`), following);
}

/** `module.exports = …` and `exports.name = …`: what is assigned is what the module exports. */
function exported(target: ts.PropertyAccessExpression, carried: Carried, following: Following): void {
  const { parent } = target;
  if (ts.isBinaryExpression(parent) && parent.left === target) following.declare(parent.right, carried);
  else following.escape(target, 'exported the CommonJS way', carried);
}

function isExports(node: ts.Expression): boolean {
  return ts.isIdentifier(node) ? node.text === 'exports' : node.getText() === 'module.exports';
}

function toObjectPattern(target: ts.ObjectLiteralExpression, carried: Carried, following: Following): void {
  const taken: string[] = [];
  for (const part of target.properties) {
    if (ts.isSpreadAssignment(part)) {
      assignTo(part.expression, withoutColumns(carried, taken), following);
      continue;
    }
    const name = keyOf(part.name);
    if (name !== null) taken.push(name);
    const member = memberOf(carried, name, following.isColumn);
    if (member.kind === 'column') following.read(member.name, part.name, carried);
    else if (member.kind === 'any column') following.escape(part, 'read by a name that is not known here', carried);
    else if (member.kind === 'value') {
      assignTo(ts.isPropertyAssignment(part) ? part.initializer : part.name, member.carried, following);
    }
  }
}

function toArrayPattern(target: ts.ArrayLiteralExpression, carried: Carried, following: Following): void {
  for (const [position, part] of target.elements.entries()) {
    if (ts.isOmittedExpression(part)) continue;
    if (ts.isSpreadElement(part)) {
      const one = element(carried);
      if (one) assignTo(part.expression, within(one, '[]'), following);
      continue;
    }
    const one = elementAt(carried, position);
    if (one) assignTo(part, one, following);
  }
}

/** `groups.get(key).push(row)`: into what the map holds. */
function toAnswer(target: ts.CallExpression, carried: Carried, following: Following): void {
  const callee = target.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'get') {
    assignTo(callee.expression, within(carried, '{}'), following);
    return;
  }
  if (ts.isPropertyAccessExpression(callee) && ['at', 'find', 'findLast'].includes(callee.name.text)) {
    assignTo(callee.expression, within(carried, '[]'), following);
    return;
  }
  following.escape(target, 'kept in what a call answers', carried);
}
