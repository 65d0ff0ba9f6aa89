import { ts } from 'ts-morph';
import type { ClassNode } from './following.js';
import { keyOf } from './patterns.js';

/** The expression behind `extends`. */
export function baseOf(node: ClassNode): ts.Expression | null {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression ?? null;
}

/** Whether a member belongs to the class itself. */
export function hasStatic(member: ts.Node): boolean {
  return (
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}

/** The constructor with a body. */
export function constructorOf(node: ClassNode): ts.ConstructorDeclaration | null {
  return (
    (node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as
      | ts.ConstructorDeclaration // what the predicate just said
      | undefined) ?? null
  );
}

/** The constructor's parameter that is a property as well. */
export function parameterProperty(node: ClassNode, name: string): ts.ParameterDeclaration | null {
  const parameters = constructorOf(node)?.parameters ?? [];
  return (
    parameters.find(
      (parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent) && keyOf(parameter.name) === name,
    ) ?? null
  );
}
