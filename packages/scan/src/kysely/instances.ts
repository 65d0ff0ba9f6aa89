import { ts } from 'ts-morph';
import { callFunction, passOn } from './calls.js';
import { createKysely, createPlugin } from './databases.js';
import { keyOf } from './literals.js';
import type { Machine } from './machine.js';
import { ClassThing, Frame, FunctionThing, Instance, PackageThing } from './things.js';
import { unknownAt, type Spot } from './unknown.js';

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
  fill(instance, type, args, site, machine, 0);
  return instance;
}

function fill(
  instance: Instance,
  type: ClassThing,
  args: readonly unknown[] | null,
  site: Spot,
  machine: Machine,
  depth: number,
): void {
  const base = depth < 8 ? baseOf(type, machine) : null;
  if (base instanceof ClassThing) fill(instance, base, null, site, machine, depth + 1);
  const constructor = type.node.members.find((each) => ts.isConstructorDeclaration(each) && each.body !== undefined);
  const frame = new Frame(type.frame.module, type.frame, instance, type.node);
  for (const member of type.node.members) {
    if (!ts.isPropertyDeclaration(member) || isStatic(member)) continue;
    const key = keyOf(member.name, frame, machine);
    if (key !== null) instance.fields.set(key, fieldValue(member, frame, machine));
  }
  if (constructor && ts.isConstructorDeclaration(constructor)) {
    callFunction(new FunctionThing(constructor, type.frame, instance), args, site, machine);
  }
}

function fieldValue(member: ts.PropertyDeclaration, frame: Frame, machine: Machine): unknown {
  const site = { node: member.name, module: frame.module };
  if (member.initializer) return machine.evaluate(member.initializer, frame);
  if (member.type) return machine.declared({ type: member.type, module: frame.module }, site);
  return unknownAt(site, { from: 'a field' });
}

function isStatic(member: ts.ClassElement): boolean {
  return (
    ts.canHaveModifiers(member) && (member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false)
  );
}

/** A member of an object; undefined where no class of its chain declares it. */
export function instanceMember(instance: Instance, name: string, site: Spot, machine: Machine): unknown {
  if (instance.fields.has(name)) return instance.fields.get(name);
  let type: unknown = instance.type;
  for (let depth = 0; type instanceof ClassThing && depth < 8; depth += 1) {
    const member = classMember(type, name, false, instance, site, machine);
    if (member !== undefined) return member;
    type = baseOf(type, machine);
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
