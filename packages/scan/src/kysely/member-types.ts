import { ts } from 'ts-morph';
import { typeDeclarationOf } from '../value/declaration.js';
import type { Machine } from './machine.js';
import { factsOf, unknownAt, type TypeAt } from './unknown.js';

const MAX_DEPTH = 10;

/** The members of an unknown value by its declared type, each unknown; null where the type does not list them. */
export function membersOf(value: object, machine: Machine): Readonly<Record<string, unknown>> | null {
  const { type } = factsOf(value);
  const found = type === null ? null : membersOfType(type, machine, 0);
  if (found === null || found.size === 0) return null;
  const members = Object.create(null) as Record<string, unknown>;
  for (const [name, at] of found) {
    const site = { node: at.type, module: at.module };
    machine.literals.push({ ...site, text: name });
    members[name] = unknownAt(site, { from: 'a member of a declared type' });
  }
  return members;
}

type Members = ReadonlyMap<string, TypeAt>;

function membersOfType({ type, module }: TypeAt, machine: Machine, depth: number): Members | null {
  if (depth > MAX_DEPTH) return null;
  const go = (inner: ts.Node): Members | null => membersOfType({ type: inner, module }, machine, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return go(type.type);
  if (ts.isTypeLiteralNode(type)) return listed(type.members, module);
  if (ts.isInterfaceDeclaration(type)) return withBases(type, module, machine, depth);
  if (ts.isIntersectionTypeNode(type)) return all(type.types.map(go));
  if (ts.isArrayTypeNode(type)) return null;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null;
  const declaration = typeDeclarationOf(type.typeName, module, machine.graph);
  if (declaration === null) return ofUtility(type, go);
  if (declaration.kind !== 'declared') return null;
  const { node } = declaration;
  const inner = ts.isTypeAliasDeclaration(node) ? node.type : ts.isInterfaceDeclaration(node) ? node : null;
  return inner === null ? null : membersOfType({ type: inner, module: declaration.module }, machine, depth + 1);
}

function listed(members: readonly ts.TypeElement[], module: TypeAt['module']): Members | null {
  const found = new Map<string, TypeAt>();
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) return null;
    if (!ts.isPropertySignature(member)) continue;
    if (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
      found.set(member.name.text, { type: member.name, module });
    else return null;
  }
  return found;
}

function withBases(
  node: ts.InterfaceDeclaration,
  module: TypeAt['module'],
  machine: Machine,
  depth: number,
): Members | null {
  const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types);
  return all([
    ...bases.map((base) => {
      const declaration = ts.isIdentifier(base.expression)
        ? typeDeclarationOf(base.expression, module, machine.graph)
        : null;
      if (declaration?.kind !== 'declared' || !ts.isInterfaceDeclaration(declaration.node)) return null;
      return membersOfType({ type: declaration.node, module: declaration.module }, machine, depth + 1);
    }),
    listed(node.members, module),
  ]);
}

function all(parts: readonly (Members | null)[]): Members | null {
  const found = new Map<string, TypeAt>();
  for (const part of parts) {
    if (part === null) return null;
    for (const [name, at] of part) found.set(name, at);
  }
  return found;
}

function ofUtility(type: ts.TypeReferenceNode, go: (inner: ts.Node) => Members | null): Members | null {
  const [base, keys] = type.typeArguments ?? [];
  if (base === undefined || !ts.isIdentifier(type.typeName)) return null;
  const { text } = type.typeName;
  if (['Partial', 'Required', 'Readonly', 'NonNullable'].includes(text)) return go(base);
  if ((text !== 'Pick' && text !== 'Omit') || keys === undefined) return null;
  const members = go(base);
  const names = namesIn(keys);
  if (members === null || names === null) return null;
  return new Map([...members].filter(([name]) => names.includes(name) === (text === 'Pick')));
}

function namesIn(keys: ts.TypeNode): readonly string[] | null {
  const parts = ts.isUnionTypeNode(keys) ? keys.types : [keys];
  const names = parts.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
  return names.length === parts.length ? names : null;
}
