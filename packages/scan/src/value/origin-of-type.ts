import { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import { declarationOf, typeDeclarationOf } from './declaration.js';
import type { Origin, Tracing } from './origin-kinds.js';

/** The origin of what a type describes. */
export function originOfTypeNode(type: ts.TypeNode, module: SourceModule, tracing: Tracing): Origin | null {
  if (ts.isParenthesizedTypeNode(type)) return tracing.ofType(type.type, module);
  if (ts.isArrayTypeNode(type)) return tracing.ofType(type.elementType, module);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    for (const part of type.types) {
      const origin = tracing.ofType(part, module);
      if (origin !== null) return origin;
    }
    return null;
  }
  if (ts.isIndexedAccessTypeNode(type)) return indexed(type, module, tracing);
  if (ts.isTypeQueryNode(type)) return entityOrigin(type.exprName, module, 'values', tracing);
  if (ts.isImportTypeNode(type)) return importType(type, module, tracing);
  if (ts.isTypeReferenceNode(type)) return reference(type, module, tracing);
  if (ts.isTypeLiteralNode(type) || ts.isFunctionTypeNode(type)) {
    return { kind: 'declared', node: type, module, instance: true };
  }
  return null;
}

function indexed(type: ts.IndexedAccessTypeNode, module: SourceModule, tracing: Tracing): Origin | null {
  const holder = tracing.ofType(type.objectType, module);
  const { indexType } = type;
  const isName = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal);
  return holder && isName ? tracing.member(holder, indexType.literal.text) : null;
}

function reference(type: ts.TypeReferenceNode, module: SourceModule, tracing: Tracing): Origin | null {
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : null;
  const [argument] = type.typeArguments ?? [];
  if (argument !== undefined && name !== null && TRANSPARENT.has(name)) {
    const inner = tracing.ofType(argument, module);
    return name === 'ReturnType' || name === 'InstanceType' ? inner && tracing.result(inner) : inner;
  }
  const named = entityOrigin(type.typeName, module, 'types', tracing);
  return named && instanceOrigin(named, tracing);
}

/** The origin of something that has a type of that origin. */
export function instanceOrigin(origin: Origin, tracing: Tracing): Origin | null {
  if (origin.kind === 'package') return { ...origin, path: [...origin.path, '()'] };
  if (origin.kind === 'module') return null;
  if (ts.isTypeAliasDeclaration(origin.node)) return tracing.ofType(origin.node.type, origin.module);
  return { ...origin, instance: true };
}

function importType(type: ts.ImportTypeNode, module: SourceModule, tracing: Tracing): Origin | null {
  if (!ts.isLiteralTypeNode(type.argument) || !ts.isStringLiteral(type.argument.literal)) return null;
  let origin = tracing.ofSpecifier(type.argument.literal.text, true, module);
  for (const name of type.qualifier?.getText(type.getSourceFile()).split('.') ?? []) {
    origin = origin && tracing.member(origin, name);
  }
  return origin && (type.isTypeOf ? origin : instanceOrigin(origin, tracing));
}

/** The origin of a name, perhaps with dots, in a type. */
export function entityOrigin(
  name: ts.EntityName,
  module: SourceModule,
  space: 'values' | 'types',
  tracing: Tracing,
): Origin | null {
  if (!ts.isIdentifier(name)) {
    const holder = entityOrigin(name.left, module, space, tracing);
    return holder && tracing.member(holder, name.right.text);
  }
  const find = space === 'values' ? declarationOf : typeDeclarationOf;
  const declaration = find(name, module, tracing.graph);
  if (declaration?.kind !== 'declared') return tracing.ofDeclaration(declaration);
  if (space === 'values') return tracing.ofDeclaration(declaration);
  return { kind: 'declared', node: declaration.node, module: declaration.module, instance: false };
}

/** Types that stand for their first argument, or what it makes. */
const TRANSPARENT = new Set([
  'Promise',
  'Awaited',
  'ReturnType',
  'InstanceType',
  'Readonly',
  'NonNullable',
  'Partial',
  'Required',
  'Array',
  'Pick',
  'Omit',
]);
