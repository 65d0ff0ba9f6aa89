import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import { keyOf } from './literals.js';
import type { Machine } from './machine.js';
import { Instance, isPlainObject, markOpen, type Frame } from './things.js';
import { isUnknown, factsOf, unknownAt } from './unknown.js';

/** Gives a value to what stands left of `=`, and answers it. */
export function assign(target: ts.Expression, value: unknown, frame: Frame, machine: Machine): unknown {
  if (ts.isIdentifier(target)) assignName(target, value, frame, machine);
  else if (ts.isPropertyAccessExpression(target)) {
    const owner = machine.evaluate(target.expression, frame);
    if (owner instanceof Instance) machine.journal.write(owner.fields, target.name.text, value);
    else if (isPlainObject(owner)) owner[target.name.text] = value;
  } else if (ts.isElementAccessExpression(target)) assignElement(target, value, frame, machine);
  else if (ts.isParenthesizedExpression(target)) assign(target.expression, value, frame, machine);
  else if (ts.isArrayLiteralExpression(target)) {
    target.elements.forEach((element, at) => {
      if (!ts.isOmittedExpression(element))
        assign(element, machine.memberOf(value, String(at), { node: element, module: frame.module }), frame, machine);
    });
  } else if (ts.isObjectLiteralExpression(target)) assignMembers(target, value, frame, machine);
  return value;
}

function assignElement(target: ts.ElementAccessExpression, value: unknown, frame: Frame, machine: Machine): void {
  const owner = machine.evaluate(target.expression, frame);
  const key = machine.evaluate(target.argumentExpression, frame);
  const name = typeof key === 'string' || typeof key === 'number' ? String(key) : null;
  if (owner instanceof Instance && name !== null) machine.journal.write(owner.fields, name, value);
  else if (isPlainObject(owner) && name !== null) owner[name] = value;
  else if (isPlainObject(owner)) {
    const site = { node: target.argumentExpression, module: frame.module };
    markOpen(owner, isUnknown(key) ? key : unknownAt(site, { from: 'a key that is not known' }));
  } else if (Array.isArray(owner)) owner.push(value);
}

function assignMembers(target: ts.ObjectLiteralExpression, value: unknown, frame: Frame, machine: Machine): void {
  for (const property of target.properties) {
    const site = { node: property, module: frame.module };
    if (ts.isShorthandPropertyAssignment(property)) {
      assign(property.name, machine.memberOf(value, property.name.text, site), frame, machine);
    } else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)) {
      assign(property.initializer, machine.memberOf(value, property.name.text, site), frame, machine);
    }
  }
}

function assignName(name: ts.Identifier, value: unknown, frame: Frame, machine: Machine): void {
  const declaration = declarationOf(name, frame.module, machine.graph);
  if (declaration?.kind !== 'declared') return;
  let holder = frame;
  while (holder.parent !== null && !holder.bindings.has(declaration.node)) holder = holder.parent;
  machine.journal.write(holder.bindings, declaration.node, value);
}

/** Binds a variable's or parameter's name, or the names of its pattern. */
export function bind(
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  value: unknown,
  frame: Frame,
  machine: Machine,
): void {
  if (ts.isIdentifier(node.name)) {
    machine.journal.write(frame.bindings, node, value);
    return;
  }
  const pattern = node.name;
  pattern.elements.forEach((element, at) => {
    if (ts.isOmittedExpression(element)) return;
    bind(element, elementValue(element, pattern, value, at, frame, machine), frame, machine);
  });
}

function elementValue(
  element: ts.BindingElement,
  pattern: ts.BindingPattern,
  value: unknown,
  at: number,
  frame: Frame,
  machine: Machine,
): unknown {
  const site = { node: element.name, module: frame.module };
  if (element.dotDotDotToken) return restOf(value, pattern, at, frame, machine, site);
  const key = ts.isArrayBindingPattern(pattern) ? String(at) : keyOfElement(element, frame, machine);
  const member = key === null ? unknownAt(site) : machine.memberOf(value, key, site);
  if (element.initializer === undefined) return member;
  if (member === undefined) return machine.evaluate(element.initializer, frame);
  return isUnknown(member) ? unknownAt(site, { ...factsOf(member), options: null }) : member;
}

function keyOfElement(element: ts.BindingElement, frame: Frame, machine: Machine): string | null {
  if (element.propertyName) return keyOf(element.propertyName, frame, machine);
  return ts.isIdentifier(element.name) ? element.name.text : null;
}

function restOf(
  value: unknown,
  pattern: ts.BindingPattern,
  at: number,
  frame: Frame,
  machine: Machine,
  site: { readonly node: ts.Node; readonly module: Frame['module'] },
): unknown {
  if (Array.isArray(value)) return value.slice(at);
  if (!isPlainObject(value)) return unknownAt(site, { from: 'the rest of a destructured value' });
  const taken = pattern.elements.flatMap((each) =>
    ts.isBindingElement(each) ? [keyOfElement(each, frame, machine)] : [],
  );
  const rest = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) if (!taken.includes(key)) rest[key] = member;
  return rest;
}
