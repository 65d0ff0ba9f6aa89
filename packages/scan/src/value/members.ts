import { ts } from 'ts-morph';
import { declarationOf, exportOf, type Declaration } from './declaration.js';
import { mutationsWithin } from './mutations.js';
import { namesOf } from './names.js';
import type { Scope } from './value.js';

/**
 * The declaration behind a dotted name that needs no evaluation: a member of a module (`queries.player`), of a namespace, of a class
 * (`Queries.PLAYER`), or of the class around it (`this.player`).
 */
export function declaredMember(node: ts.PropertyAccessExpression, scope: Scope): Declaration | null {
  const name = node.name.text;
  if (node.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = classAround(node);
    return owner && memberOfClass(owner, name, scope);
  }
  const holder = holderOf(node.expression, scope);
  if (holder === null) return null;
  if (holder.kind === 'module') return exportOf(holder.module, name, scope.graph);
  if (holder.kind === 'imported') return null;
  if (ts.isClassLike(holder.node)) return memberOfClass(holder.node, name, { ...scope, module: holder.module });
  if (!ts.isModuleDeclaration(holder.node) || holder.node.body === undefined) return null;
  const found = namesOf(holder.node.body)?.values.get(name);
  return found ? { kind: 'declared', node: found, module: holder.module } : null;
}

function holderOf(node: ts.Expression, scope: Scope): Declaration | null {
  if (ts.isIdentifier(node)) return declarationOf(node, scope.module, scope.graph);
  return ts.isPropertyAccessExpression(node) ? declaredMember(node, scope) : null;
}

/** The class that `this` is an instance of, or null. */
export function classAround(node: ts.Node): ts.ClassLikeDeclaration | null {
  let at = node.parent;
  while (!ts.isSourceFile(at)) {
    if (ts.isClassLike(at)) return at;
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return null;
    at = at.parent;
  }
  return null;
}

/** A property with a value that stays, or a method; what is assigned elsewhere too is not known. */
function memberOfClass(owner: ts.ClassLikeDeclaration, name: string, scope: Scope): Declaration | null {
  for (const member of owner.members) {
    if (member.name === undefined || !isCalled(member.name, name)) continue;
    if (ts.isPropertyDeclaration(member) && mutationsWithin(owner, `this.${name}`).length > 0) return null;
    if (ts.isPropertyDeclaration(member) || ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member)) {
      return { kind: 'declared', node: member, module: scope.module };
    }
  }
  return null;
}

function isCalled(node: ts.PropertyName, name: string): boolean {
  return (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isPrivateIdentifier(node)) && node.text === name;
}
