import { ts } from 'ts-morph';
import { declarationOf, exportOf, type Declaration } from '../value/declaration.js';
import { bind } from './assignments.js';
import { packageThing } from './packages.js';
import type { Machine } from './machine.js';
import { ClassThing, Frame, FunctionThing, GlobalThing, NamespaceThing, type FunctionNode } from './things.js';
import { isUnknown, unknownAt, type Spot } from './unknown.js';
import type { SourceModule } from '../module/source-module.js';

const GLOBALS = ['Object', 'Array', 'Promise', 'String'];

/** What a name stands for where it stands. */
export function lookUp(name: ts.Identifier, frame: Frame, machine: Machine): unknown {
  if (name.text === 'undefined') return undefined;
  const site = { node: name, module: frame.module };
  const declaration = declarationOf(name, frame.module, machine.graph);
  if (declaration === null) {
    return GLOBALS.includes(name.text) ? new GlobalThing(name.text) : unknownAt(site, { from: 'declared nowhere' });
  }
  return valueOfDeclaration(declaration, site, frame, machine);
}

/** What `require(…)` and `import(…)` answer. */
export function importedModule(specifier: unknown, site: Spot, machine: Machine): unknown {
  if (typeof specifier !== 'string') return unknownAt(site, { from: 'a module that is not known' });
  const module = machine.graph.resolve(site.module, specifier);
  return module === null ? packageThing(specifier, '*', site, machine) : new NamespaceThing(module);
}

/** What a module exports under a name. */
export function exportedValue(module: SourceModule, name: string, site: Spot, machine: Machine): unknown {
  const declaration = exportOf(module, name, machine.graph);
  if (declaration !== null) return valueOfDeclaration(declaration, site, null, machine);
  const whole = name === 'default' ? null : exportOf(module, 'default', machine.graph);
  // `module.exports = createStore(…)`: the names are members of what is exported.
  if (whole !== null) return machine.memberOf(valueOfDeclaration(whole, site, null, machine), name, site);
  return unknownAt(site, { from: `not found in ${module.file}` });
}

function valueOfDeclaration(declaration: Declaration, site: Spot, frame: Frame | null, machine: Machine): unknown {
  if (declaration.kind === 'imported') return packageThing(declaration.package, declaration.name, site, machine);
  if (declaration.kind === 'module') return new NamespaceThing(declaration.module);
  const { node, module } = declaration;
  for (let each = frame; each !== null; each = each.parent) {
    if (each.bindings.has(node)) return bound(each, node, machine);
  }
  const top = moduleFrame(module, machine);
  if (!top.bindings.has(node)) declare(node, top, site, frame, machine);
  return top.bindings.has(node) ? bound(top, node, machine) : unboundValue(node, module, site, machine);
}

/** Reads a name, and with it the literals that its value was made of. */
function bound(frame: Frame, node: ts.Node, machine: Machine): unknown {
  machine.literals.push(...(machine.literalsOfName.get(node) ?? []));
  return frame.bindings.get(node);
}

export function moduleFrame(module: SourceModule, machine: Machine): Frame {
  const known = machine.moduleFrames.get(module);
  if (known !== undefined) return known;
  const frame = new Frame(module, null, undefined, null);
  machine.moduleFrames.set(module, frame);
  return frame;
}

/** Evaluates a declaration at the top of a module when its name is first asked for. */
function declare(node: ts.Node, top: Frame, site: Spot, frame: Frame | null, machine: Machine): void {
  if (ts.isFunctionDeclaration(node)) {
    const owner = frameAround(node, frame) ?? top;
    owner.bindings.set(node, closureOf(node, owner, machine));
  } else if (ts.isClassDeclaration(node)) top.bindings.set(node, new ClassThing(node, frameAround(node, frame) ?? top));
  else if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) declareVariable(node, top, machine);
  else if (ts.isEnumDeclaration(node)) top.bindings.set(node, enumObject(node, top, machine));
  else if (ts.isExportAssignment(node)) top.bindings.set(node, machine.evaluate(node.expression, top));
  else if (ts.isExpression(node)) top.bindings.set(node, machine.evaluate(node, top));
  else if (!ts.isParameter(node)) top.bindings.set(node, unknownAt(site, { from: 'not followed' }));
}

function closureOf(node: FunctionNode, frame: Frame, machine: Machine): FunctionThing {
  const thing = new FunctionThing(node, frame, undefined);
  if (frame.module === machine.module && !machine.functions.has(node)) machine.functions.set(node, thing);
  return thing;
}

/** The running call of the function that a nested declaration stands in. */
function frameAround(node: ts.Node, frame: Frame | null): Frame | null {
  const around = ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each));
  for (let each = frame; each !== null; each = each.parent)
    if (around !== undefined && each.owner === around) return each;
  return null;
}

function declareVariable(node: ts.VariableDeclaration | ts.BindingElement, top: Frame, machine: Machine): void {
  const whole = ts.findAncestor(node, ts.isVariableDeclaration);
  // Of a variable inside a function nothing is known before the function runs.
  if (whole === undefined || ts.findAncestor(whole, (each) => ts.isFunctionLike(each)) !== undefined) return;
  top.bindings.set(node, unknownAt({ node, module: top.module }, { from: 'defined by itself' }));
  const mark = machine.literals.length;
  const value = initialValue(whole, top, machine);
  bind(whole, value, top, machine);
  machine.literalsOfName.set(node, machine.literals.slice(mark));
}

/** What a variable is where it is declared: its initializer, or what its type says. */
export function initialValue(node: ts.VariableDeclaration, frame: Frame, machine: Machine): unknown {
  const value = node.initializer === undefined ? undefined : machine.evaluate(node.initializer, frame);
  if (node.type === undefined || (value !== undefined && !isUnknown(value))) return value;
  const declared = machine.declared(
    { type: node.type, module: frame.module },
    { node: node.name, module: frame.module },
  );
  return value === undefined && isUnknown(declared) ? undefined : declared;
}

function enumObject(node: ts.EnumDeclaration, frame: Frame, machine: Machine): object {
  const object = Object.create(null) as Record<string, unknown>;
  node.members.forEach((member, at) => {
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : null;
    if (name !== null)
      object[name] = member.initializer === undefined ? at : machine.evaluate(member.initializer, frame);
  });
  return object;
}

function unboundValue(node: ts.Node, module: SourceModule, site: Spot, machine: Machine): unknown {
  if (ts.isParameter(node) && node.type !== undefined) return machine.declared({ type: node.type, module }, site);
  return unknownAt(site, { from: ts.isParameter(node) ? 'a parameter' : 'a variable' });
}

/** What a name stands for at the top of a module. */
export function valueNamed(name: ts.Identifier, module: SourceModule, machine: Machine): unknown {
  return lookUp(name, moduleFrame(module, machine), machine);
}
