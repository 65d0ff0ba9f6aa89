import { ts } from 'ts-morph';
import type { Machine } from './machine.js';
import { Choice, FunctionThing, isPlainObject, markOpen, openMember, type Frame } from './things.js';
import { isUnknown, unknownAt } from './unknown.js';

/** An object literal as an object without a prototype, which no name of the consumer can reach through. */
export function evaluateObject(node: ts.ObjectLiteralExpression, frame: Frame, machine: Machine): object {
  const object = Object.create(null) as Record<string, unknown>;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreadInto(object, machine.evaluate(property.expression, frame), property.expression, frame);
      continue;
    }
    const key = keyOf(property.name, frame, machine);
    const value = propertyValue(property, frame, machine);
    if (key === null)
      markOpen(object, unknownAt({ node: property.name, module: frame.module }, { from: 'a computed key' }));
    else object[key] = value;
  }
  return object;
}

function propertyValue(property: ts.ObjectLiteralElementLike, frame: Frame, machine: Machine): unknown {
  if (ts.isPropertyAssignment(property)) return machine.evaluate(property.initializer, frame);
  if (ts.isShorthandPropertyAssignment(property)) return machine.evaluate(property.name, frame);
  if (ts.isMethodDeclaration(property)) return method(property, frame, machine);
  return unknownAt({ node: property, module: frame.module }, { from: 'an accessor' });
}

function method(node: ts.MethodDeclaration, frame: Frame, machine: Machine): FunctionThing {
  const thing = new FunctionThing(node, frame, undefined);
  if (frame.module === machine.module && !machine.functions.has(node)) machine.functions.set(node, thing);
  return thing;
}

/** A property's name; null where it is computed from what is not known. */
export function keyOf(name: ts.PropertyName, frame: Frame, machine: Machine): string | null {
  if (ts.isComputedPropertyName(name)) {
    const key = machine.evaluate(name.expression, frame);
    return typeof key === 'string' || typeof key === 'number' ? String(key) : null;
  }
  if (ts.isPrivateIdentifier(name)) return name.text;
  machine.literals.push({ node: name, module: frame.module, text: name.text });
  return name.text;
}

/** Spreads a value; of something that is there in some cases only, all members count. */
function spreadInto(object: Record<string, unknown>, value: unknown, node: ts.Expression, frame: Frame): void {
  if (value instanceof Choice) {
    for (const option of value.options) spreadInto(object, option, node, frame);
  } else if (isPlainObject(value)) {
    Object.assign(object, value);
    const open = openMember(value);
    if (open !== null) markOpen(object, open);
  } else if (isUnknown(value)) markOpen(object, value);
  else if (typeof value === 'object' && value !== null) markOpen(object, unknownAt({ node, module: frame.module }));
}

/** An array literal or list of arguments. What a spread of something unknown adds is one element that is not known. */
export function evaluateArray(nodes: readonly ts.Expression[], frame: Frame, machine: Machine): unknown[] {
  return nodes.flatMap((node) => {
    if (ts.isSpreadElement(node)) return spreadElements(machine.evaluate(node.expression, frame));
    return [ts.isOmittedExpression(node) ? undefined : machine.evaluate(node, frame)];
  });
}

function spreadElements(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Choice) return value.options.flatMap(spreadElements);
  if (value === undefined || value === null || value === false) return [];
  return [value];
}
