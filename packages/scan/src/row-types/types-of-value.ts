import { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import { head, rest, type Carried } from '../rows/carried.js';
import { keyOf } from '../rows/patterns.js';
import { declarationOf, exportOf, typeDeclarationOf } from '../value/declaration.js';

const DEEPEST = 10;
/** Types that are what they are given, or a promise of it. */
const TRANSPARENT =
  /^(?:Promise|PromiseLike|Readonly|Partial|Required|NonNullable|Awaited|Pick|Omit|Extract|Exclude|Simplify|Prettify|DeepReadonly|Ref|Writable)$/;
const LISTS = /^(?:Readonly)?(?:Array|Set)$|^(?:Async)?(?:Iterable|Iterator|Generator|IterableIterator)$/;
const MAPS = /^(?:Readonly)?(?:Weak)?(?:Map|Record)$/;

/** Tells which declared types the rows in a value have, from a type that the code gives the value. */
export class TypesOfValue {
  readonly found = new Set<ts.Node>();

  constructor(private readonly tree: SourceTree) {}

  /** Takes a type down to the row. */
  take(type: ts.TypeNode, carried: Carried, depth = 0): void {
    if (depth > DEEPEST) return;
    const step = head(carried);
    if (step === 'result' && ts.isTypeLiteralNode(type)) {
      this.members(type.members, { ...carried, path: ['.rows', '[]', 'row'] }, depth);
    } else if (['row', 'rows?', 'result', 'sql'].includes(step)) this.collect(type, depth);
    else if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) this.take(type.type, carried, depth);
    else if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      for (const part of type.types) this.take(part, carried, depth);
    } else if (ts.isArrayTypeNode(type)) {
      if (step === '[]' || /^\.\d+$/.test(step)) this.take(type.elementType, rest(carried), depth + 1);
    } else if (ts.isTupleTypeNode(type)) this.tuple(type, carried, depth);
    else if (ts.isTypeLiteralNode(type)) this.members(type.members, carried, depth);
    else if (ts.isFunctionTypeNode(type)) {
      if (step.startsWith('()')) this.take(type.type, rest(carried), depth + 1);
    } else if (ts.isTypeReferenceNode(type)) this.reference(type, carried, depth);
  }

  /** Every declared type that a row's type is made of. */
  collect(type: ts.TypeNode, depth = 0): void {
    if (depth > DEEPEST) return;
    if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) this.collect(type.type, depth + 1);
    else if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      for (const part of type.types) this.collect(part, depth + 1);
    } else if (ts.isArrayTypeNode(type)) this.collect(type.elementType, depth + 1);
    else if (ts.isTypeQueryNode(type) && ts.isIdentifier(type.exprName)) this.schema(type.exprName);
    else if (ts.isTypeReferenceNode(type)) this.named(type, depth);
  }

  /** The variable of a schema, which is a type as well. */
  schema(name: ts.Expression): void {
    if (!ts.isIdentifier(name)) return;
    const found = declarationOf(name, this.tree.moduleOf(name), this.tree);
    if (found?.kind === 'declared' && ts.isVariableDeclaration(found.node)) this.found.add(found.node);
  }

  private named(type: ts.TypeReferenceNode, depth: number): void {
    const declared = this.declared(type.typeName);
    if (declared === null) {
      for (const argument of type.typeArguments ?? []) this.collect(argument, depth + 1);
      return;
    }
    if (this.found.has(declared)) return;
    this.found.add(declared);
    if (ts.isTypeAliasDeclaration(declared)) this.collect(declared.type, depth + 1);
    else if (ts.isInterfaceDeclaration(declared) || ts.isClassLike(declared)) this.inherited(declared, depth);
  }

  private inherited(declared: ts.InterfaceDeclaration | ts.ClassLikeDeclaration, depth: number): void {
    for (const { types } of declared.heritageClauses ?? []) {
      for (const { expression, typeArguments } of types) {
        const base = ts.isIdentifier(expression) ? this.declared(expression) : null;
        if (base && ts.isTypeAliasDeclaration(base)) this.collect(base.type, depth + 1);
        if (base && !this.found.has(base)) {
          this.found.add(base);
          if (ts.isInterfaceDeclaration(base) || ts.isClassLike(base)) this.inherited(base, depth + 1);
        }
        for (const argument of base ? [] : (typeArguments ?? [])) this.collect(argument, depth + 1);
      }
    }
  }

  private reference(type: ts.TypeReferenceNode, carried: Carried, depth: number): void {
    const name = type.typeName.getText();
    const [first, last] = [type.typeArguments?.[0], type.typeArguments?.at(-1)];
    const step = head(carried);
    if (TRANSPARENT.test(name) && first) this.take(first, carried, depth + 1);
    else if (LISTS.test(name) && first) {
      if (step === '[]' || /^\.\d+$/.test(step)) this.take(first, rest(carried), depth + 1);
    } else if (MAPS.test(name) && last) this.take(last, rest(carried), depth + 1);
    else {
      const declared = this.declared(type.typeName);
      if (declared === null) {
        // A driver's own type, such as `QueryResult<Player>`.
        for (const argument of type.typeArguments ?? []) this.collect(argument, depth + 1);
      } else if (ts.isTypeAliasDeclaration(declared)) this.take(declared.type, carried, depth + 1);
      else if (ts.isInterfaceDeclaration(declared)) this.members(declared.members, carried, depth);
    }
  }

  private members(members: readonly ts.TypeElement[], carried: Carried, depth: number): void {
    for (const member of members) {
      if (!ts.isPropertySignature(member) || !member.type || head(carried) !== `.${keyOf(member.name) ?? ''}`) continue;
      this.take(member.type, rest(carried), depth + 1);
    }
  }

  private tuple(type: ts.TupleTypeNode, carried: Carried, depth: number): void {
    for (const [position, part] of type.elements.entries()) {
      if (head(carried) !== '[]' && head(carried) !== `.${position}`) continue;
      this.take(ts.isNamedTupleMember(part) ? part.type : part, rest(carried), depth + 1);
    }
  }

  private declared(name: ts.EntityName): ts.Node | null {
    const module = this.tree.moduleOf(name);
    if (ts.isIdentifier(name)) {
      const found = typeDeclarationOf(name, module, this.tree);
      return found?.kind === 'declared' ? found.node : null;
    }
    // `types.Player`: of a module, or of a namespace.
    if (!ts.isIdentifier(name.left)) return null;
    const owner = declarationOf(name.left, module, this.tree) ?? typeDeclarationOf(name.left, module, this.tree);
    if (owner?.kind === 'module') {
      const found = exportOf(owner.module, name.right.text, this.tree);
      return found?.kind === 'declared' ? found.node : null;
    }
    return owner?.kind === 'declared' ? memberOf(owner.node, name.right.text) : null;
  }
}

/** A type that a namespace declares. */
function memberOf(namespace: ts.Node, name: string): ts.Node | null {
  if (!ts.isModuleDeclaration(namespace) || !namespace.body || !ts.isModuleBlock(namespace.body)) return null;
  const found = namespace.body.statements.find(
    (each) => (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === name,
  );
  return found ?? null;
}
