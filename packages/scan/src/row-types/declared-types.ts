import type { RowProperty, RowType } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { keyOf } from '../rows/patterns.js';

/** A type for objects that a module declares, before it is known whose rows it types. */
export type DeclaredType = Omit<RowType, 'statements'>;

/** Generated modules say so in their first line. */
const GENERATED = /^\s*(?:\/\/|\/\*)[\s*]*@generated\b/;
const MAY_DECLARE = /\b(?:interface|type|class)\s+\w|\.(?:object|strictObject|looseObject)\s*\(/;

/** Whether a module's text can hold a type that is written by hand. */
export function mayDeclare(text: string): boolean {
  return MAY_DECLARE.test(text) && !GENERATED.test(text);
}

/** The interfaces, aliases of object types, classes without methods and zod objects of a module, each with what it declares itself. */
export function declaredTypes(module: SourceModule): readonly DeclaredType[] {
  if (GENERATED.test(module.source.text)) return [];
  const found: DeclaredType[] = [];
  const visit = (node: ts.Node): void => {
    const declared = declaredBy(node, module);
    if (declared && declared.properties.length > 0) found.push(declared);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(module.source, visit);
  return found;
}

function declaredBy(node: ts.Node, module: SourceModule): DeclaredType | null {
  if (ts.isInterfaceDeclaration(node)) return made(node.name, 'interface', fromMembers(node.members, module), module);
  if (ts.isTypeAliasDeclaration(node)) return made(node.name, 'type alias', fromType(node.type, module), module);
  if (ts.isClassDeclaration(node) && node.name) return made(node.name, 'class', fromClass(node, module), module);
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
    return made(node.name, 'zod object', fromZod(node.initializer, module), module);
  }
  return null;
}

function made(
  name: ts.Identifier,
  kind: RowType['kind'],
  properties: readonly RowProperty[],
  module: SourceModule,
): DeclaredType {
  return { name: name.text, kind, location: placeIn(module, name), properties };
}

/** Where a node stands; the module is parsed as it is written, so that every place is the file's own. */
export function placeIn({ file, source }: SourceModule, node: ts.Node): RowType['location'] {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file, line: line + 1, column: character + 1 };
}

function fromMembers(members: readonly ts.TypeElement[], module: SourceModule): readonly RowProperty[] {
  // What has methods or can be called is no row.
  if (members.some((member) => !ts.isPropertySignature(member) && !ts.isIndexSignatureDeclaration(member))) return [];
  return members.flatMap((member) =>
    ts.isPropertySignature(member)
      ? property(member.name, member.type, member.questionToken !== undefined, module)
      : [],
  );
}

/** Of an intersection what it adds itself; what is picked from another type is that type's. */
function fromType(type: ts.TypeNode, module: SourceModule): readonly RowProperty[] {
  if (ts.isTypeLiteralNode(type)) return fromMembers(type.members, module);
  if (ts.isParenthesizedTypeNode(type)) return fromType(type.type, module);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => fromType(part, module));
  if (!ts.isTypeReferenceNode(type)) return [];
  const [first] = type.typeArguments ?? [];
  const isSame = /^(?:Readonly|Partial|Required|Omit|Pick)$/.test(type.typeName.getText(module.source));
  return isSame && first && !ts.isTypeReferenceNode(first) ? fromType(first, module) : [];
}

function fromClass(node: ts.ClassDeclaration, module: SourceModule): readonly RowProperty[] {
  const rows = node.members.filter((member) => !ts.isConstructorDeclaration(member));
  if (rows.some((member) => !ts.isPropertyDeclaration(member) || ts.isPrivateIdentifier(member.name))) return [];
  return rows.flatMap((member) => {
    if (!ts.isPropertyDeclaration(member) || member.modifiers?.some(isNotARows)) return [];
    return property(member.name, member.type, member.questionToken !== undefined, module);
  });
}

function isNotARows({ kind }: ts.Node): boolean {
  return [ts.SyntaxKind.StaticKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].includes(kind);
}

function property(
  name: ts.PropertyName,
  type: ts.TypeNode | undefined,
  optional: boolean,
  module: SourceModule,
): readonly RowProperty[] {
  const key = keyOf(name);
  if (key === null) return [];
  const text = type?.getText(module.source).replaceAll(/\s+/g, ' ') ?? 'any';
  return [
    {
      name: key,
      type: text,
      nullable: type !== undefined && allowsNull(type),
      optional,
      location: placeIn(module, name),
    },
  ];
}

function allowsNull(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return allowsNull(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.some(allowsNull);
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword;
  // People's own words for it.
  return ts.isTypeReferenceNode(type) && /^(?:Maybe|Nullable)$/.test(type.typeName.getText());
}

/** `z.object({ … })`, whatever is called on it, and what `.extend({ … })` adds. */
function fromZod(value: ts.Expression, module: SourceModule): readonly RowProperty[] {
  if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return [];
  const { name, expression: on } = value.expression;
  const [shape] = value.arguments;
  const isObject =
    /^(?:object|strictObject|looseObject)$/.test(name.text) && ts.isIdentifier(on) && /^(?:z|zod|zm)$/.test(on.text);
  const isExtending = name.text === 'extend' || name.text === 'safeExtend';
  const own = (isObject || isExtending) && shape && ts.isObjectLiteralExpression(shape) ? fromShape(shape, module) : [];
  return isObject ? own : [...fromZod(on, module), ...own];
}

function fromShape(shape: ts.ObjectLiteralExpression, module: SourceModule): readonly RowProperty[] {
  return shape.properties.flatMap((each) => {
    const key = ts.isPropertyAssignment(each) ? keyOf(each.name) : null;
    if (key === null || !ts.isPropertyAssignment(each)) return [];
    const type = each.initializer.getText(module.source).replaceAll(/\s+/g, ' ');
    const nullish = /\.nullish\(\)/.test(type) || /\.null\(\)/.test(type);
    return [
      {
        name: key,
        type,
        nullable: nullish || /\.nullable\(\)|\bz\.nullable\(/.test(type),
        optional: nullish || /\.optional\(\)|\bz\.optional\(/.test(type),
        location: placeIn(module, each.name),
      },
    ];
  });
}
