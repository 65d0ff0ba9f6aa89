import { ts } from 'ts-morph';
import type { TypePart } from './type-part.js';
import { isZodText, zodParts } from './zod-parts.js';

const known = new Map<string, readonly TypePart[]>();

/** The members of a type as it is written; a text that is no type is one unknown name. */
export function typeParts(text: string): readonly TypePart[] {
  if (isZodText(text)) return zodParts(text);
  let parts = known.get(text);
  if (parts === undefined) {
    const source = ts.createSourceFile('type.ts', `type T = ${text}\n;`, ts.ScriptTarget.ESNext, true);
    const [statement, ...others] = source.statements.filter((each) => !ts.isEmptyStatement(each));
    const type = statement && ts.isTypeAliasDeclaration(statement) && others.length === 0 ? statement.type : null;
    parts = type === null ? [{ kind: 'named', text }] : partsOfNode(type);
    known.set(text, parts);
  }
  return parts;
}

/** The members of a type in a file. */
export function partsOfNode(node: ts.TypeNode): readonly TypePart[] {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(partsOfNode);
  if (ts.isParenthesizedTypeNode(node)) return partsOfNode(node.type);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return partsOfNode(node.type);
  if (ts.isArrayTypeNode(node)) return [{ kind: 'array', elements: partsOfNode(node.elementType) }];
  if (ts.isTypeReferenceNode(node)) return partsOfReference(node);
  if (ts.isLiteralTypeNode(node)) return [literalPart(node)];
  if (ts.isTypeLiteralNode(node) || ts.isMappedTypeNode(node)) return [{ kind: 'object', text: textOf(node) }];
  if (ts.isFunctionTypeNode(node) || ts.isConstructorTypeNode(node)) return [{ kind: 'function' }];
  return [keywordPart(node)];
}

function partsOfReference(node: ts.TypeReferenceNode): readonly TypePart[] {
  const name = node.typeName.getText();
  const [first] = node.typeArguments ?? [];
  if (first && (name === 'Array' || name === 'ReadonlyArray')) return [{ kind: 'array', elements: partsOfNode(first) }];
  if (first && (name === 'Readonly' || name === 'NonNullable')) {
    return partsOfNode(first).filter(({ kind }) => name === 'Readonly' || (kind !== 'null' && kind !== 'undefined'));
  }
  if (first) return [{ kind: name === 'Record' || name === 'Map' ? 'object' : 'named', text: textOf(node) }];
  if (name === 'Date') return [{ kind: 'date' }];
  if (name === 'Buffer' || name === 'Uint8Array') return [{ kind: 'bytes', name }];
  if (name === 'String' || name === 'Number' || name === 'Boolean') {
    return [{ kind: 'primitive', name: name.toLowerCase() as 'string' | 'number' | 'boolean' }]; // the three names above
  }
  if (/^Json(?:Value|Object|Array|Primitive)?$/.test(name)) return [{ kind: 'json' }];
  if (/^Postgres(?:Interval|Point|Circle)$/.test(name)) return [{ kind: 'driver object', text: name }];
  return [{ kind: 'named', text: textOf(node) }];
}

function literalPart({ literal }: ts.LiteralTypeNode): TypePart {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { kind: 'null' };
  if (ts.isStringLiteralLike(literal)) return { kind: 'literal', of: 'string', text: literal.text };
  if (ts.isNumericLiteral(literal) || ts.isPrefixUnaryExpression(literal)) {
    return { kind: 'literal', of: 'number', text: literal.getText() };
  }
  if (literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword) {
    return { kind: 'literal', of: 'boolean', text: literal.getText() };
  }
  return { kind: 'named', text: literal.getText() };
}

function keywordPart(node: ts.TypeNode): TypePart {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: 'primitive', name: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: 'primitive', name: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: 'primitive', name: 'boolean' };
    case ts.SyntaxKind.BigIntKeyword:
      return { kind: 'primitive', name: 'bigint' };
    case ts.SyntaxKind.UndefinedKeyword:
      return { kind: 'undefined' };
    case ts.SyntaxKind.AnyKeyword:
      return { kind: 'any' };
    case ts.SyntaxKind.UnknownKeyword:
      return { kind: 'unknown' };
    case ts.SyntaxKind.ObjectKeyword:
      return { kind: 'object', text: 'object' };
    default:
      return { kind: 'named', text: textOf(node) };
  }
}

function textOf(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, ' ');
}
