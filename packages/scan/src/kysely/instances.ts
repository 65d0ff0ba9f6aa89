import { ts } from 'ts-morph';
import { callFunction, passOn, SAID_BY_SUBCLASS } from './calls.js';
import { createKysely, createPlugin } from './databases.js';
import { keyOf } from './literals.js';
import type { Machine } from './machine.js';
import { ClassThing, Frame, FunctionThing, Instance, PackageThing } from './things.js';
import { unknownAt, type Spot } from './unknown.js';

/** Classes that extend each other before the rest is not followed: they may go round in a circle. */
const MAX_BASES = 8;

/** What `new` answers. */
export function create(callee: unknown, args: readonly unknown[], site: Spot, machine: Machine): unknown {
  if (callee instanceof PackageThing && callee.specifier === 'kysely') {
    if (callee.name === 'Kysely') return createKysely(args[0], machine);
    if (callee.name.endsWith('Plugin')) return createPlugin(callee.name, args, site, machine);
    return callee;
  }
  if (callee instanceof ClassThing) {
    return extendsKysely(callee, machine)
      ? createKysely(args[0], machine)
      : createInstance(callee, args, site, machine);
  }
  passOn(args, site, machine);
  return unknownAt(site, { from: 'an object that is not known' });
}

function extendsKysely(type: ClassThing, machine: Machine): boolean {
  const base = baseOf(type, machine);
  return base instanceof PackageThing
    ? base.name === 'Kysely'
    : base instanceof ClassThing && extendsKysely(base, machine);
}

function baseOf(type: ClassThing, machine: Machine): unknown {
  const clause = type.node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  return expression === undefined ? null : machine.evaluate(expression, type.frame);
}

/** An object of a class that nobody is seen to make: its constructor's arguments are known by their types only. */
export function instanceOf(type: ClassThing, site: Spot, machine: Machine): unknown {
  if (machine.instances.has(type.node)) return machine.instances.get(type.node);
  machine.instances.set(type.node, unknownAt(site, { from: 'an object that holds itself' }));
  const instance = extendsKysely(type, machine) ? machine.database : createInstance(type, null, site, machine);
  machine.instances.set(type.node, instance);
  return instance;
}

function createInstance(type: ClassThing, args: readonly unknown[] | null, site: Spot, machine: Machine): Instance {
  const instance = new Instance(type);
  fill(instance, type, args, site, machine);
  return instance;
}

/** Gives an object the fields of a class, and those of the classes that it extends before. */
function fill(
  instance: Instance,
  type: ClassThing,
  args: readonly unknown[] | null,
  site: Spot,
  machine: Machine,
): void {
  const constructor = type.node.members.find(isConstructor);
  // A constructor of its own says with `super(…)` what the class before it gets.
  if (constructor === undefined) fillBase(instance, type, args, site, machine);
  else callFunction(new FunctionThing(constructor, type.frame, instance), args, site, machine);
  const frame = new Frame(type.frame.module, type.frame, instance, type.node);
  for (const member of type.node.members) {
    if (!ts.isPropertyDeclaration(member) || isStatic(member)) continue;
    const key = keyOf(member.name, frame, machine);
    if (key === null || (member.initializer === undefined && instance.fields.has(key))) continue;
    instance.fields.set(key, fieldValue(member, frame, machine));
  }
}

function isConstructor(member: ts.ClassElement): member is ts.ConstructorDeclaration {
  return ts.isConstructorDeclaration(member) && member.body !== undefined;
}

function fillBase(
  instance: Instance,
  type: ClassThing,
  args: readonly unknown[] | null,
  site: Spot,
  machine: Machine,
): void {
  const base = basesOf(instance.type, machine).length < MAX_BASES ? baseOf(type, machine) : null;
  if (base instanceof ClassThing) fill(instance, base, args, site, machine);
}

/** `super(…)` in a constructor. */
export function constructBase(
  { self, owner, parent }: Frame,
  args: readonly unknown[],
  site: Spot,
  machine: Machine,
): void {
  if (!(self instanceof Instance) || owner === null || parent === null || !ts.isClassLike(owner.parent)) return;
  fillBase(self, new ClassThing(owner.parent, parent), args, site, machine);
}

/** The classes that a class extends, nearest first. */
export function basesOf(type: ClassThing, machine: Machine): readonly ClassThing[] {
  const bases: ClassThing[] = [];
  let base = baseOf(type, machine);
  while (base instanceof ClassThing && bases.length < MAX_BASES) {
    bases.push(base);
    base = baseOf(base, machine);
  }
  return bases;
}

function fieldValue(member: ts.PropertyDeclaration, frame: Frame, machine: Machine): unknown {
  const site = { node: member.name, module: frame.module };
  if (isAbstract(member)) return unknownAt(site, { from: SAID_BY_SUBCLASS });
  if (member.initializer) return machine.evaluate(member.initializer, frame);
  if (member.type) return machine.declared({ type: member.type, module: frame.module }, site);
  return unknownAt(site, { from: 'a field' });
}

/** Whether a member or class is left to the classes that extend it. */
export function isAbstract(node: ts.ClassElement | ts.ClassLikeDeclaration): boolean {
  return (
    ts.canHaveModifiers(node) && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false)
  );
}

function isStatic(member: ts.ClassElement): boolean {
  return (
    ts.canHaveModifiers(member) && (member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}

/** A member of an object; undefined where no class of its chain declares it. */
export function instanceMember(instance: Instance, name: string, site: Spot, machine: Machine): unknown {
  if (instance.fields.has(name)) return instance.fields.get(name);
  for (const type of [instance.type, ...basesOf(instance.type, machine)]) {
    const member = classMember(type, name, false, instance, site, machine);
    if (member !== undefined) return member;
  }
  return unknownAt(site, {
    from: `a member that \`${instance.type.node.name?.text ?? 'the class'}\` does not declare`,
  });
}

/** A method, an accessor's value or a static field of a class. */
export function classMember(
  type: ClassThing,
  name: string,
  wantStatic: boolean,
  self: unknown,
  site: Spot,
  machine: Machine,
): unknown {
  for (const member of type.node.members) {
    if (member.name === undefined || isStatic(member) !== wantStatic) continue;
    if (!ts.isIdentifier(member.name) && !ts.isPrivateIdentifier(member.name)) continue;
    if (member.name.text !== name) continue;
    const frame = new Frame(type.frame.module, type.frame, self, type.node);
    if (ts.isMethodDeclaration(member) && member.body) return new FunctionThing(member, type.frame, self);
    if (ts.isGetAccessorDeclaration(member))
      return callFunction(new FunctionThing(member, type.frame, self), [], site, machine);
    if (ts.isPropertyDeclaration(member) && wantStatic) return fieldValue(member, frame, machine);
  }
  return undefined;
}
