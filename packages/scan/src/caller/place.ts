import type { Location, Place } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { walkNodes } from '../value/walk.js';

/** An offset of a module as file, line and column, counted from 1. */
export function placeOf(module: SourceModule, offset: number): Required<Location> {
  const { line, character } = module.source.getLineAndCharacterOfPosition(offset);
  return { file: module.file, line: line + 1, column: character + 1 };
}

/** The same, with the function around it. */
export function placeWithin(module: SourceModule, offset: number): Place {
  return { ...placeOf(module, offset), within: functionAround(module.source, offset) };
}

function functionAround(source: ts.SourceFile, offset: number): string | null {
  let name: string | null = null;
  walkNodes(source, (node) => {
    if (offset < node.pos || offset >= node.end) return false;
    name = nameOfFunction(node) ?? name;
    return true;
  });
  return name;
}

/** What people call a function: `sign`, `Roster.load`, `actions.sign`; null for what is none or has no name. */
function nameOfFunction(node: ts.Node): string | null {
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? 'default';
  if (ts.isConstructorDeclaration(node)) return qualified(node, 'constructor');
  if (ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)) {
    return qualified(node, textOf(node.name));
  }
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return nameOfHolder(node);
  return ts.isClassStaticBlockDeclaration(node) ? qualified(node, 'static') : null;
}

/** The variable or property that a function expression is put into, also through a wrapper such as `cache(async () => …)`. */
function nameOfHolder(node: ts.Expression): string | null {
  let at: ts.Node = node;
  while (isTransparent(at.parent, at)) at = at.parent;
  const holder = at.parent;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
  if (ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder))
    return qualified(holder, textOf(holder.name));
  if (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left)) return holder.left.name.text;
  if (ts.isExportAssignment(holder)) return 'default';
  return ts.isFunctionExpression(node) ? (node.name?.text ?? null) : null;
}

function isTransparent(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))
    return true;
  if (!ts.isCallExpression(parent) || parent.expression === child) return false;
  // Only what is called for its result wraps a function: `const load = cache(async () => …)`.
  const holder = parent.parent;
  return ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isExportAssignment(holder);
}

function qualified(node: ts.Node, name: string | null): string | null {
  if (name === null) return null;
  const owner = node.parent;
  if (ts.isClassLike(owner)) return owner.name ? `${owner.name.text}.${name}` : name;
  if (!ts.isObjectLiteralExpression(owner)) return name;
  let at: ts.Node = owner.parent;
  while (ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isParenthesizedExpression(at)) at = at.parent;
  return ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) ? `${at.name.text}.${name}` : name;
}

function textOf(name: ts.PropertyName): string | null {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  return null;
}
