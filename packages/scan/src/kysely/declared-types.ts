import { ts } from 'ts-morph';
import { typeDeclarationOf } from '../value/declaration.js';
import { instanceOf } from './instances.js';
import { valueNamed } from './look-up.js';
import type { Machine } from './machine.js';
import { ClassThing, FunctionThing } from './things.js';
import { NO_TRACE } from './trace.js';
import { factsOf, unknownAt, type Spot, type TypeAt } from './unknown.js';

const DATABASES = ['Kysely', 'Transaction', 'ControlledTransaction', 'QueryCreator'];
/** Types of what stands for SQL: a value of them is never a parameter. */
const SQL_TYPES =
  /^(?:Aliased)?(?:Expression|RawBuilder|ExpressionWrapper|SelectQueryBuilder|DynamicReferenceBuilder|DynamicTableBuilder)$/;
const WRAPPERS = ['Promise', 'Awaited', 'Readonly', 'NonNullable', 'Partial', 'Required'];
const MAX_DEPTH = 12;

/** What a value of a declared type is: a database of Kysely, an object of a class, or an unknown value that remembers its type. */
export function valueOfType(at: TypeAt, site: Spot, machine: Machine, depth = 0): unknown {
  const unknown = unknownAt(site, { type: at, options: textsOf(at.type) });
  if (depth > MAX_DEPTH) return unknown;
  const { type, module } = at;
  const go = (inner: ts.Node): unknown => valueOfType({ type: inner, module }, site, machine, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return go(type.type);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword) return go(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    return type.types.map(go).find((each) => machine.traces.has(each)) ?? unknown;
  }
  if (ts.isTypeQueryNode(type) && ts.isIdentifier(type.exprName)) return valueNamed(type.exprName, module, machine);
  if (ts.isTypeReferenceNode(type)) return valueOfReference(type, at, site, unknown, machine, depth);
  if (ts.isExpressionWithTypeArguments(type)) return unknown;
  return unknown;
}

function valueOfReference(
  type: ts.TypeReferenceNode,
  at: TypeAt,
  site: Spot,
  unknown: object,
  machine: Machine,
  depth: number,
): unknown {
  const { module } = at;
  const name = ts.isIdentifier(type.typeName) ? type.typeName : type.typeName.right;
  const [argument] = type.typeArguments ?? [];
  const declaration = ts.isIdentifier(type.typeName) ? typeDeclarationOf(name, module, machine.graph) : null;
  if (declaration === null || declaration.kind !== 'declared') {
    const fromKysely =
      declaration === null || (declaration.kind === 'imported' && declaration.package.includes('kysely'));
    const known = declaration?.kind === 'imported' ? declaration.name : name.text;
    if (fromKysely && DATABASES.includes(known)) return machine.database;
    if (fromKysely && known === 'ExpressionBuilder') return expressionBuilder(machine);
    if (fromKysely && SQL_TYPES.test(known))
      return unknownAt(site, {
        type: at,
        sql: `a piece of SQL comes from \`${factsOf(unknown).text}\` (a \`${known}\` made elsewhere)`,
      });
    if (known === 'ReturnType' && argument) return answerOfType(argument, module, site, machine) ?? unknown;
    const wrapped = WRAPPERS.includes(known) ? argument : undefined;
    return wrapped === undefined ? unknown : valueOfType({ type: wrapped, module }, site, machine, depth + 1);
  }
  const { node, module: home } = declaration;
  if (ts.isTypeAliasDeclaration(node)) return valueOfType({ type: node.type, module: home }, site, machine, depth + 1);
  if (ts.isClassDeclaration(node)) {
    const known = node.name === undefined ? null : valueNamed(node.name, home, machine);
    return known instanceof ClassThing ? instanceOf(known, site, machine) : unknown;
  }
  if (ts.isInterfaceDeclaration(node)) return interfaceValue(node, home, site, machine);
  return unknown;
}

function interfaceValue(
  node: ts.InterfaceDeclaration,
  module: TypeAt['module'],
  site: Spot,
  machine: Machine,
): unknown {
  for (const base of node.heritageClauses?.flatMap(({ types }) => types) ?? []) {
    if (!ts.isIdentifier(base.expression)) continue;
    const declaration = typeDeclarationOf(base.expression, module, machine.graph);
    const isKysely =
      declaration?.kind === 'imported' && declaration.package === 'kysely' && DATABASES.includes(declaration.name);
    if (isKysely) return machine.database;
  }
  return unknownAt(site, { type: { type: node, module } });
}

function expressionBuilder({ library, traces }: Machine): object {
  const builder = library.kysely.expressionBuilder();
  traces.set(builder, NO_TRACE);
  return builder;
}

function answerOfType(argument: ts.TypeNode, module: TypeAt['module'], site: Spot, machine: Machine): unknown {
  if (!ts.isTypeQueryNode(argument) || !ts.isIdentifier(argument.exprName)) return null;
  const callee = valueNamed(argument.exprName, module, machine);
  return callee instanceof FunctionThing ? machine.invoke(callee, [], site) : null;
}

/** The texts of a union of literal types; null for every other type. */
function textsOf(type: ts.Node): readonly string[] | null {
  const parts = ts.isUnionTypeNode(type) ? type.types : [type];
  const texts = parts.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
  const others = parts.filter((each) => !isAbsent(each));
  return texts.length > 0 && texts.length === others.length ? texts : null;
}

function isAbsent(type: ts.Node): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}

/** The declared type of a member of an object of a type; of a method, its signature. Null where the type does not show it. */
export function typeOfMember({ type, module }: TypeAt, name: string, machine: Machine, depth = 0): TypeAt | null {
  if (depth > MAX_DEPTH) return null;
  const go = (inner: ts.Node, home = module): TypeAt | null =>
    typeOfMember({ type: inner, module: home }, name, machine, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return go(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return firstOf(type.types, go);
  if (ts.isTypeLiteralNode(type) || ts.isInterfaceDeclaration(type)) {
    const member = type.members.find(
      (each) => each.name !== undefined && ts.isIdentifier(each.name) && each.name.text === name,
    );
    if (member && ts.isPropertySignature(member) && member.type) return { type: member.type, module };
    if (member && ts.isMethodSignature(member)) return { type: member, module };
    const bases = ts.isInterfaceDeclaration(type)
      ? (type.heritageClauses ?? []).flatMap((each) => [...each.types])
      : [];
    return firstOf(bases, go);
  }
  const reference = ts.isTypeReferenceNode(type)
    ? type.typeName
    : ts.isExpressionWithTypeArguments(type)
      ? type.expression
      : null;
  if (reference === null || !ts.isIdentifier(reference)) return null;
  const declaration = typeDeclarationOf(reference, module, machine.graph);
  if (declaration?.kind !== 'declared') {
    const wrapped = WRAPPERS.includes(reference.text) ? (type as ts.TypeReferenceNode).typeArguments?.[0] : undefined; // a reference, or a base
    return wrapped === undefined ? null : go(wrapped);
  }
  const { node } = declaration;
  if (ts.isTypeAliasDeclaration(node)) return go(node.type, declaration.module);
  return ts.isInterfaceDeclaration(node) ? go(node, declaration.module) : null;
}

function firstOf(types: readonly ts.Node[], go: (type: ts.Node) => TypeAt | null): TypeAt | null {
  for (const type of types) {
    const found = go(type);
    if (found !== null) return found;
  }
  return null;
}

/** What a call of a value of a function's type answers; null where the type is no function's. */
export function answerOfFunctionType({ type, module }: TypeAt): TypeAt | null {
  const signature = ts.isFunctionTypeNode(type) || ts.isMethodSignature(type) ? type.type : undefined;
  return signature === undefined ? null : { type: signature, module };
}
