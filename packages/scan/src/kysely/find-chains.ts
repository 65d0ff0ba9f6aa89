import type { Blind, Place, Statement } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { FindInModule, FindContext, ModuleFindings, SourceModule } from '../module/source-module.js';
import { declarationOf } from '../value/declaration.js';
import { callFunction } from './calls.js';
import { createMachine } from './create-machine.js';
import { findingOf } from './findings.js';
import { basesOf, instanceMember, instanceOf } from './instances.js';
import { moduleFrame } from './look-up.js';
import { MAX_STEPS_OF_MODULE, TooMuchError, type Machine } from './machine.js';
import { placeOf } from './places.js';
import { FunctionThing, Instance, type ClassThing } from './things.js';

const NOTHING: ModuleFindings = { statements: [], blinds: [], tables: [] };

/** What a module must hold to be worth interpreting: a call that only Kysely has, or one that executes a chain from elsewhere. */
const SIGNS =
  /\.\s*(?:selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto|executeTakeFirst(?:OrThrow)?)\b|['"]kysely['"/]/;
const EXECUTES = /\.\s*execute\(\s*\)/;

/**
 * Finds the statements that Kysely's query builder makes. The module is interpreted, function by function, with our own Kysely in the
 * place of the consumer's: what Kysely compiles at run time, it compiles here, each value that is not known a parameter.
 */
export const findKyselyChains: FindInModule = (module, context) => {
  const { text } = module.source;
  const isWorthIt = SIGNS.test(text) || EXECUTES.test(text) || inheritsChains(module, context);
  return isWorthIt ? interpretModule(module, context) : NOTHING;
};

/** Whether a class takes over methods from a class of another module that makes chains: `class Players extends Repository`. */
function inheritsChains(module: SourceModule, { graph }: FindContext): boolean {
  if (!/\bclass\b[^{]*\bextends\b/.test(module.source.text)) return false;
  return module.source.statements.some((statement) => {
    const clauses = ts.isClassDeclaration(statement) ? (statement.heritageClauses ?? []) : [];
    return clauses.some(({ types }) =>
      types.some(({ expression }) => {
        const base = ts.isIdentifier(expression) ? declarationOf(expression, module, graph) : null;
        return base?.kind === 'declared' && base.module !== module && SIGNS.test(base.module.source.text);
      }),
    );
  });
}

function interpretModule(module: SourceModule, context: FindContext): ModuleFindings {
  const machine = createMachine(module, context.graph);
  const overflow: Blind[] = [];
  let total = 0;
  const guarded = (node: ts.Node, work: () => void): void => {
    machine.steps = 0;
    try {
      if (total > MAX_STEPS_OF_MODULE) throw new TooMuchError();
      work();
    } catch (error) {
      if (!(error instanceof TooMuchError || error instanceof RangeError)) throw error;
      machine.calls.length = 0;
      if (holdsChains(node, module)) overflow.push(tooMuch(node, module));
    }
    total += machine.steps;
  };
  const top = moduleFrame(module, machine);
  for (const statement of module.source.statements) guarded(statement, () => machine.run([statement], top));
  runEverything(machine, guarded);
  return collect(machine, overflow);
}

/**
 * Runs each function once without a caller. First those that other code can call, and of these first what makes chains itself, so that
 * the others are seen called.
 */
function runEverything(machine: Machine, guarded: (node: ts.Node, work: () => void) => void): void {
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
    runAll(({ node }) => isReachable(node) && holdsChains(node, machine.module));
    runAll(({ node }) => isReachable(node));
    runAll(({ node }) => !machine.ran.has(node));
  }
}

function holdsChains(node: ts.Node, { source }: SourceModule): boolean {
  return SIGNS.test(source.text.slice(node.pos, node.end));
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

function tooMuch(node: ts.Node, module: SourceModule): Blind {
  return {
    place: placeOf({ node, module }),
    caller: 'kysely',
    reason: 'built by code',
    detail: 'the code around the query goes through more steps than are followed',
    text: null,
    attempts: [],
  };
}

function collect(machine: Machine, overflow: readonly Blind[]): ModuleFindings {
  const { traces } = machine;
  const executed = machine.emissions.map((emission) => findingOf(emission, machine));
  const emitted = new Set(machine.emissions.map(({ chain }) => chain));
  const left = traces.chains.filter(
    (chain) =>
      !emitted.has(chain) && !traces.isStep(chain) && !traces.isDiscarded(chain) && traces.of(chain).executable,
  );
  const ends = left.flatMap((chain) => {
    const { end } = traces.of(chain);
    return end !== null && end.module === machine.module ? [findingOf({ chain, site: end }, machine)] : [];
  });
  const statements = new Map<string, Statement>();
  const blinds = new Map<string, Blind>(overflow.map((blind) => [keyOf(blind.place, blind.detail), blind]));
  for (const finding of [...executed, ...ends]) {
    if (finding?.kind === 'statement')
      statements.set(keyOf(finding.statement.place, finding.statement.text), finding.statement);
    else if (finding?.kind === 'blind')
      blinds.set(keyOf(finding.blind.place, `${finding.blind.detail} ${finding.blind.text ?? ''}`), finding.blind);
  }
  return { statements: sorted([...statements.values()]), blinds: sorted([...blinds.values()]), tables: [] };
}

function keyOf(place: Place, text: string): string {
  return `${place.line}:${place.column} ${text}`;
}

function sorted<Found extends { readonly place: Place }>(found: readonly Found[]): readonly Found[] {
  return [...found].sort((one, other) => one.place.line - other.place.line || one.place.column - other.place.column);
}
