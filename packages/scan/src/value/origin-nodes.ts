import { ts } from 'ts-morph';

/** The type that a declaration is annotated with, JSDoc included. */
export function annotationOf(node: ts.Node): ts.TypeNode | null {
  if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node)) {
    return node.type ?? ts.getJSDocType(node) ?? null;
  }
  return null;
}

/** The type of a member of an interface or type. */
export function typeMember(node: ts.Node): ts.TypeNode | null {
  return ts.isPropertySignature(node) ? (node.type ?? null) : null;
}

/** A member of a class, object, interface or type, by name; of a class also a constructor's parameter property. */
export function memberNamed(node: ts.Node, name: string): ts.Node | null {
  const members =
    ts.isClassLike(node) || ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) ? node.members : [];
  const all: readonly ts.Node[] = ts.isObjectLiteralExpression(node) ? node.properties : members;
  // Of overloads the one with a body counts.
  let found: ts.Node | null = null;
  for (const member of all) {
    if (ts.isConstructorDeclaration(member)) {
      const property = member.parameters.find(
        (parameter) => ts.isParameterPropertyDeclaration(parameter, member) && isNamed(parameter.name, name),
      );
      if (property) found = property;
    } else if (nameOf(member) === name) {
      if (found === null || hasBody(member)) found = member;
    }
  }
  return found;
}

function hasBody(node: ts.Node): boolean {
  return (ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node)) && node.body !== undefined;
}

function nameOf(node: ts.Node): string | null {
  const { name } = node as { readonly name?: ts.Node }; // every kind of member has a name, or none
  if (name === undefined) return null;
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name)) return name.text;
  return null;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** Which parameter of which argument of which call a parameter is; null where its function is no argument. */
export function parameterOfCallback(
  node: ts.ParameterDeclaration,
): { readonly call: ts.CallExpression; readonly argument: number; readonly parameter: number } | null {
  const owner = node.parent;
  if (!ts.isArrowFunction(owner) && !ts.isFunctionExpression(owner)) return null;
  const call = owner.parent;
  if (!ts.isCallExpression(call)) return null;
  const argument = call.arguments.indexOf(owner);
  return argument < 0 ? null : { call, argument, parameter: owner.parameters.indexOf(node) };
}
