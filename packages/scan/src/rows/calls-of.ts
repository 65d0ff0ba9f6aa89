import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { usesOf } from '../program/uses-of.js';

const MOST_CALLERS = 60;

/** What the statements of a function answer, its inner functions left out. */
export function returnsOf(body: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** The calls of a function by its name, up to a number that is still worth looking at. */
export function callsOf(node: ts.Node, tree: SourceTree): readonly (ts.CallExpression | ts.NewExpression)[] {
  const declared = ts.isConstructorDeclaration(node) ? node.parent : ownerOf(node);
  if (!declared) return [];
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  for (const use of usesOf(declared, tree).uses) {
    if (use.kind !== 'name' || calls.length === MOST_CALLERS) continue;
    const { parent } = use.node;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === use.node)
      calls.push(parent);
  }
  return calls;
}

/** The declaration that gives a function its name. */
function ownerOf(node: ts.Node): ts.Node | null {
  if (ts.isFunctionDeclaration(node)) return node;
  return ts.isVariableDeclaration(node.parent) ? node.parent : null;
}
