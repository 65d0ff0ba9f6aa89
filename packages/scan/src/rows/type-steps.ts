import { ts } from 'ts-morph';
import { isFunctionStep, type Step } from './carried.js';

/** Where a step leads in types: the property's own symbol where it has one. */
export interface TypeStep {
  readonly type: ts.Type;
  readonly property: ts.Symbol | null;
}

/** The parts of a union, promises taken for what they promise, null and undefined left out. */
export function plainTypes(type: ts.Type, checker: ts.TypeChecker, depth = 0): readonly ts.Type[] {
  if (depth > 6) return [];
  if (type.isUnion()) return type.types.flatMap((part) => plainTypes(part, checker, depth + 1));
  if ((type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0) return [];
  if (/^Promise(?:Like)?$/.test(type.getSymbol()?.name ?? '')) {
    const [promised] = typeArguments(type, checker);
    if (promised) return plainTypes(promised, checker, depth + 1);
  }
  return [type];
}

export function typeArguments(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  const isReference =
    (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0; // the flag says which kind of type it is
  return isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
}

/** Takes one step of a value's path in its type. Nothing where the type has no such way. */
export function stepInto(type: ts.Type, step: Step, node: ts.Node, checker: ts.TypeChecker): readonly TypeStep[] {
  return plainTypes(type, checker).flatMap((each) => oneStep(each, step, node, checker));
}

function oneStep(type: ts.Type, step: Step, node: ts.Node, checker: ts.TypeChecker): readonly TypeStep[] {
  if (isFunctionStep(step)) return answers(checker.getSignaturesOfType(type, ts.SignatureKind.Call));
  if (step === 'new') return answers(checker.getSignaturesOfType(type, ts.SignatureKind.Construct));
  if (step === '[]') return plain(elementType(type, checker));
  if (step === '{}') return plain(valueType(type, checker));
  if (!step.startsWith('.')) return [];
  const property = checker.getPropertyOfType(checker.getApparentType(type), step.slice(1));
  if (property) return [{ type: checker.getTypeOfSymbolAtLocation(property, node), property }];
  return /^\.\d+$/.test(step) ? plain(elementType(type, checker)) : [];
}

function answers(signatures: readonly ts.Signature[]): readonly TypeStep[] {
  return signatures.map((signature) => ({ type: signature.getReturnType(), property: null }));
}

function plain(type: ts.Type | undefined): readonly TypeStep[] {
  return type ? [{ type, property: null }] : [];
}

const ITERABLE =
  /^(?:Readonly)?(?:Array|Set)$|^(?:Async)?(?:Iterable|Iterator|Generator)\w*$|^(?:ArrayLike|List|Collection)$/;

export function elementType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const indexed = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (indexed) return indexed;
  return ITERABLE.test(type.getSymbol()?.name ?? '') ? typeArguments(type, checker)[0] : undefined;
}

export function valueType(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if (/^(?:Readonly)?(?:Weak)?Map$/.test(type.getSymbol()?.name ?? '')) return typeArguments(type, checker)[1];
  return checker.getIndexTypeOfType(type, ts.IndexKind.String);
}
