import { ts } from 'ts-morph';
import { element, head, isFunctionStep, isRow, rest, withPath, within, type Carried } from './carried.js';
import { argumentOf, calledAs } from './calls.js';
import { finiteKeys, isCounter } from './finite-keys.js';
import type { Following } from './following.js';
import { bindParameter } from './functions.js';
import { usedInJsx } from './jsx.js';
import { keyOf, takeApart } from './patterns.js';
import { usedAsType } from './typed.js';
import { inArray, inObject, spread } from './use-in-literals.js';
import { inBinary } from './use-in-operators.js';

/** Follows a value from an expression that answers it to what the code around makes of it. */
export function useOf(node: ts.Node, carried: Carried, following: Following): void {
  const { parent } = node;
  if (isTransparent(parent)) {
    if ('type' in parent) following.typed(parent.type, carried);
    following.use(parent, carried);
  } else if (ts.isAwaitExpression(parent)) following.use(parent, arrived(carried, following));
  else if (ts.isPropertyAccessExpression(parent)) property(parent, carried, following);
  else if (ts.isElementAccessExpression(parent)) elementAccess(parent, node, carried, following);
  else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) inCall(parent, node, carried, following);
  else if (ts.isTaggedTemplateExpression(parent)) tagged(parent, carried, following);
  else if (ts.isTemplateSpan(parent)) inTemplate(parent, carried, following);
  else if (ts.isBinaryExpression(parent)) inBinary(parent, node, carried, following);
  else if (ts.isConditionalExpression(parent)) {
    if (parent.condition !== node) following.use(parent, carried);
  } else if (isDeclaring(parent)) declared(parent, node, carried, following);
  else if (ts.isObjectLiteralElementLike(parent)) inObject(parent, node, carried, following);
  else if (ts.isArrayLiteralExpression(parent)) inArray(parent, node, carried, following);
  else if (ts.isSpreadElement(parent)) spread(parent, carried, following);
  else if (isAnswering(parent, node)) answering(parent, carried, following);
  else if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) inLoop(parent, node, carried, following);
  else if (ts.isThrowStatement(parent)) following.escape(node, 'thrown', carried);
  else if (ts.isJsxExpression(parent) || ts.isJsxSpreadAttribute(parent)) usedInJsx(parent, carried, following);
  else if (ts.isExportAssignment(parent)) following.declare(parent, carried);
  else if (usedAsType(node, carried, following) || isHarmless(parent)) return;
  else following.escape(node, `used in a way that is not followed (${ts.SyntaxKind[parent.kind]})`, carried);
}

function isTransparent(
  node: ts.Node,
): node is
  ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion | ts.NonNullExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

/** A query that is awaited has been sent. */
function arrived(carried: Carried, following: Following): Carried {
  if (head(carried) !== 'sql') return carried;
  following.sent();
  return withPath(carried, 'result');
}

/** Places where a value is only asked whether it is there, or not used at all. */
function isHarmless(parent: ts.Node): boolean {
  return (
    ts.isStatement(parent) ||
    ts.isCaseOrDefaultClause(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isVoidExpression(parent) ||
    ts.isDeleteExpression(parent) ||
    ts.isComputedPropertyName(parent) ||
    ts.isDecorator(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isJsxOpeningLikeElement(parent) ||
    ts.isJsxClosingElement(parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    ts.isImportEqualsDeclaration(parent)
  );
}

function property(node: ts.PropertyAccessExpression, carried: Carried, following: Following): void {
  if (isWritten(node) && head(carried) === 'row') return;
  const { parent } = node;
  // Calls of methods are read as a whole.
  if (ts.isCallExpression(parent) && parent.expression === node && calledAs(parent, node, carried, following)) return;
  following.property(node.name, carried, node.name.text, node);
}

/** Whether the place is only given another value. */
function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return true;
  return (
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function elementAccess(node: ts.ElementAccessExpression, from: ts.Node, carried: Carried, following: Following): void {
  const key = node.argumentExpression;
  if (key === from || (isWritten(node) && isRow(carried))) return;
  if (isRow(carried) && head(carried) === 'rows?' && isCounter(key, following.tree)) {
    following.use(node, withPath(carried, 'row'));
    return;
  }
  const names = finiteKeys(key, following.tree);
  if (names === null) following.property(key, carried, null, node);
  else for (const name of names) following.property(key, carried, name, node);
}

function inCall(
  parent: ts.CallExpression | ts.NewExpression,
  node: ts.Node,
  carried: Carried,
  following: Following,
): void {
  if (parent.expression === node) {
    const step = head(carried);
    if (isFunctionStep(step) || step === 'new') {
      following.calling(step);
      following.use(parent, rest(carried));
    } else if (step === 'sql') following.use(parent, carried);
    return;
  }
  const position = (parent.arguments ?? []).findIndex((argument) => argument === node);
  if (position >= 0) argumentOf(parent, position, carried, following);
  else usedAsType(node, carried, following);
}

function tagged(parent: ts.TaggedTemplateExpression, carried: Carried, following: Following): void {
  if (isFunctionStep(head(carried))) {
    following.calling(head(carried));
    following.use(parent, rest(carried));
  } else if (head(carried) === 'sql') following.use(parent, carried);
}

function inTemplate(parent: ts.TemplateSpan, carried: Carried, following: Following): void {
  const template = parent.parent;
  const isTagged = ts.isTaggedTemplateExpression(template.parent);
  if (carried.path.at(-1) === 'sql') following.use(isTagged ? template.parent : template, withPath(carried, 'sql'));
  // In plain text a row is `[object Object]`; a tag gets the row itself.
  else if (isTagged) following.escape(parent.expression, 'handed to a template tag', carried);
}

function isDeclaring(
  node: ts.Node,
): node is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement | ts.PropertyDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyDeclaration(node)
  );
}

function declared(
  parent: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement | ts.PropertyDeclaration,
  node: ts.Node,
  carried: Carried,
  following: Following,
): void {
  if (parent.initializer !== node) return;
  if (ts.isParameter(parent)) {
    bindParameter(parent, carried, following);
    return;
  }
  if (!ts.isPropertyDeclaration(parent)) {
    following.bind(parent.name, carried);
    return;
  }
  if (parent.type) following.typed(parent.type, carried);
  const name = keyOf(parent.name);
  const inside = within(carried, name === null ? '{}' : `.${name}`);
  if (parent.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
    following.declare(parent.parent, inside);
  else following.instance(parent.parent, inside);
}

function isAnswering(parent: ts.Node, node: ts.Node): boolean {
  return (
    ts.isReturnStatement(parent) || ts.isYieldExpression(parent) || (ts.isArrowFunction(parent) && parent.body === node)
  );
}

function answering(parent: ts.Node, carried: Carried, following: Following): void {
  const from = ts.isArrowFunction(parent) ? parent : ts.findAncestor(parent, ts.isFunctionLike);
  // A module's top level and a class's static block answer nobody.
  if (!from || !('body' in from)) return;
  const one = ts.isYieldExpression(parent) && parent.asteriskToken === undefined;
  following.returned(from, one ? within(carried, '[]') : carried);
}

function inLoop(
  parent: ts.ForOfStatement | ts.ForInStatement,
  node: ts.Node,
  carried: Carried,
  following: Following,
): void {
  if (parent.expression !== node) return;
  if (ts.isForInStatement(parent)) {
    if (isRow(carried)) following.escape(node, 'every name in it is looked at (`for … in`)', carried);
    return;
  }
  const step = head(carried);
  if (step === 'sql') following.sent();
  const each = step === '{}' ? within(rest(carried), '.1') : element(carried);
  if (each === null) return;
  const { initializer } = parent;
  if (!ts.isVariableDeclarationList(initializer)) following.assign(initializer, each);
  else for (const { name } of initializer.declarations) bindEach(name, each, following);
}

function bindEach(name: ts.BindingName, each: Carried, following: Following): void {
  if (ts.isIdentifier(name)) following.bind(name, each);
  else takeApart(name, each, following);
}
