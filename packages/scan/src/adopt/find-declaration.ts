import type { RowType } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';

/** A type as it stands in a file, and what of it holds the properties. */
export interface TypeDeclaration {
  readonly node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
  /** The interface itself, or the object's shape in an alias; null where an alias is made of other types. */
  readonly body: ts.InterfaceDeclaration | ts.TypeLiteralNode | null;
}

/** Finds the interface or alias of a row type; null where the file no longer has it at its place. */
export function findDeclaration({ source }: AdoptedFile, { name, location }: RowType): TypeDeclaration | null {
  const lineStart = source.getLineStarts()[location.line - 1];
  if (lineStart === undefined) return null;
  const offset = lineStart + location.column - 1;
  const found: TypeDeclaration['node'][] = [];
  const visit = (node: ts.Node): void => {
    if (offset < node.pos || offset > node.end) return;
    if ((ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text === name)
      found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const innermost = found.at(-1);
  return innermost ? { node: innermost, body: bodyOf(innermost) } : null;
}

/** The other declarations of a name in the same scope, with which an interface merges. */
export function mergedWith({ node }: TypeDeclaration): readonly ts.Declaration[] {
  const others: ts.Declaration[] = [];
  ts.forEachChild(node.parent, (other) => {
    if (other === node) return;
    const isMerging = ts.isInterfaceDeclaration(other) || ts.isClassDeclaration(other);
    if (isMerging && other.name?.text === node.name.text) others.push(other);
  });
  return others;
}

/** Wrappers that keep the names of the properties. */
const TRANSPARENT = new Set(['Readonly', 'Partial', 'Required']);

function bodyOf(node: TypeDeclaration['node']): TypeDeclaration['body'] {
  return ts.isInterfaceDeclaration(node) ? node : literalIn(node.type);
}

function literalIn(type: ts.TypeNode): ts.TypeLiteralNode | null {
  if (ts.isTypeLiteralNode(type)) return type;
  if (ts.isParenthesizedTypeNode(type)) return literalIn(type.type);
  if (!ts.isTypeReferenceNode(type) || !TRANSPARENT.has(type.typeName.getText())) return null;
  const [first, ...others] = type.typeArguments ?? [];
  return first && others.length === 0 ? literalIn(first) : null;
}

/** The name of a property or method as code uses it; null for a computed one. */
export function memberName({ name }: ts.TypeElement): string | null {
  if (name === undefined) return null;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : null;
}
