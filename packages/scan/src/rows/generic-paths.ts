import { ts } from 'ts-morph';
import type { Step } from './carried.js';
import { elementType, plainTypes, typeArguments, valueType } from './type-steps.js';

/** Stands for a function of a package, whose answer is known by its type. */
export const PACKAGE_CALL: Step = '()package';

/** The ways from a type to a type parameter in it. */
export interface GenericPaths {
  readonly paths: readonly (readonly Step[])[];
  /** Whether these are all of them: a value behind a conditional type, or handed to a callback, is not found by a path. */
  readonly complete: boolean;
}

const NONE: GenericPaths = { paths: [], complete: true };
const HIDDEN: GenericPaths = { paths: [], complete: false };
const HERE: GenericPaths = { paths: [[]], complete: true };
const DEEPEST = 5;

/** Finds where values of a type parameter come out of a value of the type. */
export function genericPaths(type: ts.Type, wanted: ReadonlySet<ts.Type>, checker: ts.TypeChecker): GenericPaths {
  return new PathFinder(wanted, checker).in(type, []);
}

class PathFinder {
  constructor(
    private readonly wanted: ReadonlySet<ts.Type>,
    private readonly checker: ts.TypeChecker,
  ) {}

  in(type: ts.Type, around: readonly ts.Type[]): GenericPaths {
    if (this.wanted.has(type)) return HERE;
    // A type that holds itself, as a query's answer has `refetch`: nobody goes round it again and again.
    if (around.filter((each) => each === type).length > 1) return NONE;
    const same = transparent(type);
    if (same) return this.in(same, [...around, type]);
    if (type.isUnionOrIntersection()) return joined(type.types.map((part) => this.in(part, [...around, type])));
    if ((type.flags & ts.TypeFlags.Object) === 0) return this.mentionedIn(type) ? HIDDEN : NONE;
    if (!this.mentionedIn(type)) return NONE;
    return around.length > DEEPEST ? HIDDEN : this.inObject(type, [...around, type]);
  }

  private inObject(type: ts.Type, around: readonly ts.Type[]): GenericPaths {
    const { checker } = this;
    if (plainTypes(type, checker)[0] !== type) {
      return joined(plainTypes(type, checker).map((part) => this.in(part, around)));
    }
    if (checker.isTupleType(type)) {
      return joined(typeArguments(type, checker).map((part, at) => under(`.${at}`, this.in(part, around))));
    }
    const each = elementType(type, checker);
    if (each) return under('[]', this.in(each, around));
    const value = valueType(type, checker);
    if (value) return under('{}', this.in(value, around));
    const called = type.getCallSignatures().map((signature) => this.inSignature(signature, around));
    const properties = type.getProperties().map((property) => {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      if (!declaration || property.name.startsWith('__@')) return NONE;
      return under(`.${property.name}`, this.in(checker.getTypeOfSymbolAtLocation(property, declaration), around));
    });
    return joined([...called, ...properties]);
  }

  private inSignature(signature: ts.Signature, around: readonly ts.Type[]): GenericPaths {
    const takes = signature.parameters.some((parameter) => {
      const declaration = parameter.valueDeclaration;
      if (!declaration) return false;
      const type = this.checker.getTypeOfSymbolAtLocation(parameter, declaration);
      // What takes a function takes what that function is given.
      return plainTypes(type, this.checker).some((each) =>
        each.getCallSignatures().some((inner) => inner.parameters.some((one) => this.isGiven(one))),
      );
    });
    const answer = under(PACKAGE_CALL, this.in(signature.getReturnType(), around));
    return takes ? { ...answer, complete: false } : answer;
  }

  private isGiven(parameter: ts.Symbol): boolean {
    const declaration = parameter.valueDeclaration;
    return (
      declaration !== undefined && this.mentionedIn(this.checker.getTypeOfSymbolAtLocation(parameter, declaration))
    );
  }

  /** Whether the parameter stands anywhere in the type, as far as its text or its arguments say. */
  private mentionedIn(type: ts.Type, depth = 0): boolean {
    if (this.wanted.has(type)) return true;
    const same = transparent(type);
    if (same) return this.mentionedIn(same, depth + 1);
    if (depth > DEEPEST || (type.flags & ts.TypeFlags.TypeParameter) !== 0) return false;
    const parts = type.isUnionOrIntersection()
      ? type.types
      : [...typeArguments(type, this.checker), ...(type.aliasTypeArguments ?? [])];
    if (parts.some((part) => this.mentionedIn(part, depth + 1))) return true;
    if (parts.length > 0 && (type.flags & ts.TypeFlags.Object) !== 0) return false;
    return this.writtenIn(type);
  }

  /** Of types that have no arguments of their own, such as a function's or an object's written out. */
  private writtenIn(type: ts.Type): boolean {
    if (type.isClassOrInterface()) return false;
    const names = new Set([...this.wanted].map(({ symbol }) => symbol.name));
    const declarations = type.getSymbol()?.declarations ?? [];
    if (declarations.length === 0) return (type.flags & ts.TypeFlags.StructuredOrInstantiable) !== 0;
    return declarations.some((declaration) => mentions(declaration, names));
  }
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}

/** `NoInfer<T>` and `Awaited<T>` are T for whoever reads. */
function transparent(type: ts.Type): ts.Type | null {
  if ((type.flags & ts.TypeFlags.Substitution) !== 0) return (type as ts.SubstitutionType).baseType; // as the flag says
  return type.aliasSymbol?.name === 'Awaited' ? (type.aliasTypeArguments?.[0] ?? null) : null;
}

function under(step: Step, found: GenericPaths): GenericPaths {
  return { ...found, paths: found.paths.map((path) => [step, ...path]) };
}

function joined(parts: readonly GenericPaths[]): GenericPaths {
  const paths = new Map(parts.flatMap((part) => part.paths).map((path) => [path.join(' '), path]));
  return { paths: [...paths.values()], complete: parts.every(({ complete }) => complete) };
}
