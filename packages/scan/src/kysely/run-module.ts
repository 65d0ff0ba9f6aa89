import { ts } from 'ts-morph';
import { callFunction } from './calls.js';
import { basesOf, instanceMember, instanceOf } from './instances.js';
import { moduleFrame } from './look-up.js';
import { MAX_STEPS_OF_MODULE, TooMuchError, type Machine } from './machine.js';
import { FunctionThing, Instance, type ClassThing } from './things.js';

type Guarded = (node: ts.Node, work: () => void) => void;

/** Interprets the machine's module from top to bottom, and then each of its functions; answers the nodes that were given up. */
export function runModule(machine: Machine, holdsMore: (node: ts.Node) => boolean): readonly ts.Node[] {
  const { module } = machine;
  const givenUp: ts.Node[] = [];
  let total = 0;
  const guarded: Guarded = (node, work) => {
    machine.steps = 0;
    try {
      if (total > MAX_STEPS_OF_MODULE) throw new TooMuchError();
      work();
    } catch (error) {
      if (!(error instanceof TooMuchError || error instanceof RangeError)) throw error;
      machine.calls.length = 0;
      givenUp.push(node);
    }
    total += machine.steps;
  };
  const top = moduleFrame(module, machine);
  for (const statement of module.source.statements) guarded(statement, () => machine.run([statement], top));
  runEverything(machine, guarded, holdsMore);
  return givenUp;
}

/**
 * Runs each function once without a caller. First those that other code can call, and of these first what makes chains itself, so that
 * the others are seen called.
 */
function runEverything(machine: Machine, guarded: Guarded, holdsMore: (node: ts.Node) => boolean): void {
  const done = new Set<ts.Node>();
  const runAll = (isNext: (thing: FunctionThing) => boolean): void => {
    for (const type of machine.classes.values()) {
      if (!done.has(type.node)) guarded(type.node, () => registerMethods(type, machine));
      done.add(type.node);
    }
    // What is met on the way joins the end of the map, and so this loop.
    for (const thing of machine.functions.values()) {
      const { node } = thing;
      if (done.has(node) || !isNext(thing)) continue;
      done.add(node);
      guarded(node, () => callFunction(thing, null, { node, module: machine.module }, machine));
    }
  };
  for (let before = -1; before !== done.size;) {
    before = done.size;
    runAll(({ node }) => isReachable(node) && holdsMore(node));
    runAll(({ node }) => isReachable(node));
    runAll(({ node }) => !machine.ran.has(node));
  }
}

function registerMethods(type: ClassThing, machine: Machine): void {
  const site = { node: type.node, module: machine.module };
  const instance = instanceOf(type, site, machine);
  for (const member of type.node.members) {
    if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) continue;
    const self = instance instanceof Instance ? instance : undefined;
    if (self !== undefined && ts.isMethodDeclaration(member) && ts.isIdentifier(member.name))
      instanceMember(self, member.name.text, site, machine);
    machine.functions.set(member, new FunctionThing(member, type.frame, self));
  }
  if (instance instanceof Instance) runInherited(instance, machine);
}

/** Runs what a class inherits as it is for this class: with the fields that it sets itself. */
function runInherited(instance: Instance, machine: Machine): void {
  const site = { node: instance.type.node.name ?? instance.type.node, module: machine.module };
  const overridden = new Set(instance.type.node.members.map((member) => member.name?.getText()));
  for (const base of basesOf(instance.type, machine)) {
    for (const member of base.node.members) {
      if (!ts.isMethodDeclaration(member) || member.body === undefined || overridden.has(member.name.getText()))
        continue;
      overridden.add(member.name.getText());
      callFunction(new FunctionThing(member, base.frame, instance), null, site, machine);
    }
  }
}

/** Whether code elsewhere can call a function: it is exported, or a member of a class or object. */
function isReachable(node: ts.Node): boolean {
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return true;
  const statement = ts.findAncestor(
    node,
    (each) =>
      ts.isVariableStatement(each) || ts.isFunctionDeclaration(each) || ts.isExportAssignment(each) || ts.isBlock(each),
  );
  if (statement === undefined || ts.isBlock(statement)) return false;
  if (ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
