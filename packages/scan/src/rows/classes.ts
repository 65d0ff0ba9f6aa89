import { ts } from 'ts-morph';
import { usesOf } from '../program/uses-of.js';
import { typeDeclarationOf } from '../value/declaration.js';
import { within, type Carried } from './carried.js';
import type { ClassNode, Following } from './following.js';

/** The class whose instance `this` or `super` is; null in functions of their own. */
export function classOfThis(node: ts.Node): ClassNode | null {
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (ts.isClassLike(at)) return at;
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return null;
  }
  return null;
}

/** Hands what instances of a class have to everything that is one: `this`, `new`, subclasses, what is declared to be one. */
export function instanceHas(of: ClassNode, carried: Carried, following: Following): void {
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) {
      if (classOfThis(node) === of) following.use(node, carried);
    }
    if (node === of || !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  visit(of);
  following.declare(of, within(carried, 'new'));
  if (ts.isClassExpression(of)) following.use(of, within(carried, 'new'));
  for (const { types } of of.heritageClauses ?? []) {
    for (const { expression } of types) overridden(expression, carried, following);
  }
}

/** What is declared as the interface or base class may be one of these. */
function overridden(expression: ts.Expression, carried: Carried, following: Following): void {
  if (!ts.isIdentifier(expression)) return;
  const { tree } = following;
  const found = typeDeclarationOf(expression, tree.moduleOf(expression), tree);
  if (found?.kind !== 'declared') return;
  for (const { node } of usesOf(found.node, tree).uses) {
    if (ts.isTypeReferenceNode(node.parent)) following.use(node, within(carried, 'new'));
  }
}
