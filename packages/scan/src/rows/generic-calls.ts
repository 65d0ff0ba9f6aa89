import { ts } from 'ts-morph';
import { isFunctionStep, isRow, within, type Answer, type Carried } from './carried.js';
import type { Following } from './following.js';
import { genericPaths } from './generic-paths.js';
import { keyOf } from './patterns.js';
import { calledName, runFunction, type Call } from './run-function.js';
import { plainTypes, stepInto } from './type-steps.js';

/** What keeps or sends what it is given, whatever its type says of the answer. */
const KEEPS =
  /^(?:set|put|add|save|store|write|publish|emit|send|dispatch|push|enqueue|register|provide|json|respond|reply|render|log|debug|info|warn|error|trace|serialize|stringify|encode|defer)/i;

/**
 * Follows a value through a function of a package that is generic in it: such a function cannot look into the value, and its declaration
 * says where the value comes out.
 * @returns false where the declaration does not say enough
 */
export function intoGenericCall(call: Call, position: number, carried: Carried, following: Following): boolean {
  const checker = following.tree.types.for(call);
  if (checker === null || KEEPS.test(calledName(call) ?? '') || call.arguments?.some(ts.isSpreadElement)) return false;
  return new GenericCall(call, carried, following, checker).through(position);
}

class GenericCall {
  constructor(
    private readonly call: Call,
    private readonly carried: Carried,
    private readonly following: Following,
    private readonly checker: ts.TypeChecker,
  ) {}

  through(position: number): boolean {
    const signature = this.declared(this.call);
    if (!signature) return false;
    const taken = this.parameterType(signature, position);
    const bound = taken && this.bind(taken);
    if (!bound || isOfOwner(bound.parameter, signature)) return false;
    const wanted = this.withDefaults(bound.parameter, signature);
    const result = genericPaths(signature.getReturnType(), wanted, this.checker);
    if (!result.complete) return false;
    const others = this.otherArguments(position);
    if (others.some(({ argument }) => !this.isKnownKey(argument, bound.rest))) return false;
    if (result.paths.length === 0 && !others.some((other) => this.isCallback(other))) return false;
    for (const step of bound.passed) if (isFunctionStep(step)) this.following.calling(step);
    this.constrained(bound.parameter, bound.rest);
    for (const { argument, type } of others) this.giveTo(argument, type, wanted, bound.rest, signature);
    for (const path of result.paths) this.following.use(this.call, within(bound.rest, ...path));
    return true;
  }

  /** The signature as it is declared, its type parameters still open. */
  private declared(call: Call): ts.Signature | undefined {
    const declaration = this.checker.getResolvedSignature(call)?.declaration;
    return declaration && !ts.isJSDocSignature(declaration)
      ? this.checker.getSignatureFromDeclaration(declaration)
      : undefined;
  }

  private parameterType(signature: ts.Signature, position: number): ts.Type | undefined {
    const last = signature.parameters.at(-1);
    const parameter = signature.parameters[position] ?? last;
    const declaration = parameter?.valueDeclaration;
    if (!parameter || !declaration || !ts.isParameter(declaration)) return undefined;
    const type = this.checker.getTypeOfSymbolAtLocation(parameter, declaration);
    if (!declaration.dotDotDotToken) return position < signature.parameters.length ? type : undefined;
    return this.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  }

  /** Goes down the declared type as the value is built, up to the type parameter that stands for the rest. */
  private bind(type: ts.Type): { parameter: ts.Type; rest: Carried; passed: readonly string[] } | null {
    let types: readonly ts.Type[] = [type];
    for (const [at, step] of this.carried.path.entries()) {
      const parameter = types
        .flatMap((each) => plainTypes(each, this.checker))
        .find((each) => (each.flags & ts.TypeFlags.TypeParameter) !== 0);
      if (parameter) {
        const path = this.carried.path.slice(at);
        return { parameter, rest: { ...this.carried, path }, passed: this.carried.path.slice(0, at) };
      }
      types = types.flatMap((each) => stepInto(each, step, this.call, this.checker)).map((each) => each.type);
    }
    return null;
  }

  /** A parameter that is the bound one unless something else says otherwise, as what `select` makes of a query's data. */
  private withDefaults(bound: ts.Type, signature: ts.Signature): ReadonlySet<ts.Type> {
    const wanted = new Set([bound]);
    const given = (this.call.arguments ?? []).flatMap((argument, at) =>
      this.parts(argument, this.parameterType(signature, at)),
    );
    for (const parameter of signature.typeParameters ?? []) {
      if (this.checker.getDefaultFromTypeParameter(parameter) !== bound) continue;
      const isGiven = given.some(({ type }) => this.answersOf(type).has(parameter));
      if (!isGiven) wanted.add(parameter);
    }
    return wanted;
  }

  /** The functions and values of an argument, those in an object of options one by one. */
  private parts(argument: ts.Expression, type: ts.Type | undefined): readonly Part[] {
    if (!type) return [];
    if (!ts.isObjectLiteralExpression(argument)) return [{ argument, type }];
    return argument.properties.flatMap((property): readonly Part[] => {
      const name = property.name && keyOf(property.name);
      const inner = name ? stepInto(type, `.${name}`, this.call, this.checker)[0]?.type : undefined;
      if (!inner) return [];
      if (ts.isPropertyAssignment(property)) return this.parts(property.initializer, inner);
      return ts.isShorthandPropertyAssignment(property) ? [{ argument: property.name, type: inner }] : [];
    });
  }

  private otherArguments(position: number): readonly Part[] {
    const calls = [this.call, ...calleesOf(this.call)];
    return calls.flatMap((call) => {
      const signature = this.declared(call);
      return (call.arguments ?? []).flatMap((argument, at) => {
        const isOwn = call === this.call && at === position && !ts.isObjectLiteralExpression(argument);
        return isOwn || !signature ? [] : this.parts(argument, this.parameterType(signature, at));
      });
    });
  }

  private isCallback({ argument, type }: Part): boolean {
    return (
      plainTypes(type, this.checker).some((each) => each.getCallSignatures().length > 0) &&
      isFunction(argument, this.checker)
    );
  }

  /** What functions of this type answer, as far as it is a type parameter. */
  private answersOf(type: ts.Type): ReadonlySet<ts.Type> {
    const signatures = plainTypes(type, this.checker).flatMap((each) => each.getCallSignatures());
    return new Set(signatures.flatMap((signature) => plainTypes(signature.getReturnType(), this.checker)));
  }

  /** A text may be a column's name: those that stand in the code are read, any other could be each of them. */
  private isKnownKey(argument: ts.Expression, rest: Carried): boolean {
    const type = this.checker.getTypeAtLocation(argument);
    if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
    const parts = ts.isArrayLiteralExpression(argument) ? argument.elements : [argument];
    for (const part of parts) {
      const each = this.checker.getTypeAtLocation(part);
      for (const one of each.isUnion() ? each.types : [each]) {
        if (one.isStringLiteral()) this.following.read(one.value, part, rest);
        else if ((one.flags & ts.TypeFlags.String) !== 0 && !ts.isTemplateExpression(part)) return false;
      }
    }
    return true;
  }

  /** What the parameter must have, the function may read. */
  private constrained(parameter: ts.Type, rest: Carried): void {
    const constraint = parameter.getConstraint();
    if (!constraint || !isRow(rest)) return;
    for (const { name } of constraint.getProperties()) this.following.read(name, this.call, rest);
  }

  /** Functions among the arguments get what the declaration says that they get. */
  private giveTo(
    argument: ts.Expression,
    type: ts.Type,
    wanted: ReadonlySet<ts.Type>,
    rest: Carried,
    signature: ts.Signature,
  ): void {
    for (const callback of plainTypes(type, this.checker).flatMap((each) => each.getCallSignatures())) {
      for (const [at, parameter] of callback.parameters.entries()) {
        const declaration = parameter.valueDeclaration;
        if (!declaration) continue;
        const given = genericPaths(
          this.checker.getTypeOfSymbolAtLocation(parameter, declaration),
          wanted,
          this.checker,
        );
        const answer = this.answerOf(callback, signature);
        for (const path of given.paths) {
          runFunction(this.call, argument, at, within(rest, ...path), answer, this.following);
        }
        if (!given.complete)
          this.following.escape(argument, 'handed to a function in a way that is not followed', rest);
      }
    }
  }

  /** What the call makes of what the function answers. */
  private answerOf(callback: ts.Signature, signature: ts.Signature): Answer {
    const answers = plainTypes(callback.getReturnType(), this.checker).filter(
      (each) => (each.flags & ts.TypeFlags.TypeParameter) !== 0,
    );
    if (answers.length === 0) return 'dropped';
    const { paths, complete } = genericPaths(signature.getReturnType(), new Set(answers), this.checker);
    const [path, ...others] = paths;
    if (!complete || others.length > 0) return 'unknown';
    return path ?? 'dropped';
  }
}

function isFunction(argument: ts.Expression, checker: ts.TypeChecker): boolean {
  return checker.getTypeAtLocation(argument).getCallSignatures().length > 0;
}

interface Part {
  readonly argument: ts.Expression;
  readonly type: ts.Type;
}

/** `map(toCard)` of `map(toCard)(rows)`. */
function calleesOf(call: Call): readonly Call[] {
  const callee = call.expression;
  return ts.isCallExpression(callee) ? [callee, ...calleesOf(callee)] : [];
}

/** Whether the parameter is that of the object whose method this is: then the object keeps the value. */
function isOfOwner(parameter: ts.Type, signature: ts.Signature): boolean {
  const owner = parameter.symbol.declarations?.[0]?.parent;
  return (
    owner !== undefined &&
    (ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner)) &&
    signature.declaration?.kind !== ts.SyntaxKind.ConstructSignature &&
    !(signature.declaration && ts.isConstructorDeclaration(signature.declaration))
  );
}
