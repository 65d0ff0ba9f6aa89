import { ts } from 'ts-morph';
import { propertyOccurrences } from '../program/property-occurrences.js';
import type { Carried } from './carried.js';
import type { Following } from './following.js';
import { declarationsOf } from './name-net.js';
import { keyOf } from './patterns.js';

/**
 * Rows of a declared type went where they cannot be followed: whoever reads a property of that type in a file that knows such a row may
 * read theirs. It tells where to look; that the rows escaped stays true.
 * @param types declarations of the types that the code gives to the rows
 */
export function readByType(types: ReadonlySet<ts.Node>, carried: Carried, following: Following): void {
  for (const type of types) {
    for (const member of membersOf(type)) {
      const name = member.name && keyOf(member.name);
      if (name && following.isColumn(name)) readsOf(member, name, carried, following);
    }
  }
}

function membersOf(type: ts.Node): readonly ts.NamedDeclaration[] {
  if (ts.isInterfaceDeclaration(type) || ts.isClassLike(type)) return [...type.members];
  if (ts.isTypeAliasDeclaration(type) && ts.isTypeLiteralNode(type.type)) return [...type.type.members];
  return [];
}

function readsOf(member: ts.Node, column: string, carried: Carried, following: Following): void {
  const { tree } = following;
  for (const path of tree.filesByWord([column]).get(column) ?? []) {
    const module = tree.open(path);
    for (const { node, name } of module ? propertyOccurrences(module.source, column) : []) {
      const checker = tree.types.for(node);
      if (checker === null) return;
      const receiver = checker.getTypeAtLocation(ts.isBindingElement(node) ? node.parent : node.expression);
      const property = checker.getPropertyOfType(checker.getApparentType(receiver), column);
      if (property && declarationsOf(property, checker).includes(member)) following.read(column, name, carried);
    }
  }
}
