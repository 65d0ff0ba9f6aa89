import type { Location, Place } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { Spot } from './unknown.js';

/** Where a node begins in the consumer's source. */
export function locationOf({ node, module }: Spot): Required<Location> {
  const { line, character } = module.source.getLineAndCharacterOfPosition(node.getStart(module.source));
  return { file: module.file, line: line + 1, column: character + 1 };
}

/** The same with the function, method or component around it. */
export function placeOf(spot: Spot): Place {
  return { ...locationOf(spot), within: nameAround(spot.node) };
}

function nameAround(node: ts.Node): string | null {
  for (let each = node.parent as ts.Node | undefined; each !== undefined; each = each.parent as ts.Node | undefined) {
    if (!ts.isFunctionLike(each)) continue;
    const name = nameOfFunction(each);
    if (name !== null) return name;
  }
  return null;
}

function nameOfFunction(node: ts.SignatureDeclaration): string | null {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (
    node.name !== undefined &&
    (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) || ts.isStringLiteral(node.name))
  ) {
    return node.name.text;
  }
  const { parent } = node;
  const holds = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  return holds && (ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name)) ? parent.name.text : null;
}
