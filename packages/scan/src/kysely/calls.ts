import { ts } from 'ts-morph';
import { bind } from './assignments.js';
import { either } from './choices.js';
import type { Machine } from './machine.js';
import { rememberedCall } from './remembered-calls.js';
import { Choice, Frame, FunctionThing, isPlainObject } from './things.js';
import { factsOf, isUnknown, unknownAt, type Spot } from './unknown.js';

/** Where a class that cannot be made by itself gets a value from. */
export const SAID_BY_SUBCLASS = 'left to the classes that extend it';

/** Calls that stand in each other before an answer is not known. */
const MAX_DEPTH = 10;

/** Runs a function of the consumer; `args` is null where nobody is seen to call it. */
export function callFunction(
  callee: FunctionThing,
  args: readonly unknown[] | null,
  site: Spot,
  machine: Machine,
): unknown {
  const { node } = callee;
  const recursive = machine.calls.some((call) => call.callee.node === node);
  if (recursive || machine.calls.length >= MAX_DEPTH || node.body === undefined) {
    machine.cuts += 1;
    return answerOf(callee, undefined, site, machine);
  }
  return rememberedCall(callee, args, site, machine, () => runFunction(callee, args, site, machine));
}

function runFunction(callee: FunctionThing, args: readonly unknown[] | null, site: Spot, machine: Machine): unknown {
  const { node, frame: outer } = callee;
  if (node.body === undefined) return undefined;
  machine.ran.add(node);
  machine.calls.push({ callee, site });
  try {
    const frame = new Frame(outer.module, outer, callee.self, node);
    bindParameters(node, args, frame, machine);
    return answerOf(callee, bodyValue(node.body, frame, site, machine), site, machine);
  } finally {
    machine.calls.pop();
  }
}

function bodyValue(body: ts.ConciseBody, frame: Frame, site: Spot, machine: Machine): unknown {
  if (!ts.isBlock(body)) return machine.evaluate(body, frame);
  machine.run(body.statements, frame);
  const [first, ...rest] = frame.returns;
  return rest.reduce((one, other) => either(one, other, machine, site), first);
}

/** Where the body does not tell what a call answers, the declared type may. */
function answerOf({ node, frame }: FunctionThing, value: unknown, site: Spot, machine: Machine): unknown {
  if (value !== undefined && !isUnknown(value)) return value;
  if (node.type === undefined) return value ?? (node.body === undefined ? unknownAt(site) : value);
  const declared = machine.declared({ type: node.type, module: frame.module }, site);
  return isUnknown(declared) && isUnknown(value)
    ? unknownAt(site, { ...factsOf(value), type: factsOf(declared).type })
    : declared;
}

function bindParameters(
  node: ts.SignatureDeclaration,
  args: readonly unknown[] | null,
  frame: Frame,
  machine: Machine,
): void {
  node.parameters.forEach((parameter, at) => {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return;
    const value = parameterValue(parameter, args, at, frame, machine);
    bind(parameter, value, frame, machine);
    if (ts.isConstructorDeclaration(node) && ts.isParameterPropertyDeclaration(parameter, node)) {
      const { self } = frame;
      const fields = (self as { readonly fields?: Map<unknown, unknown> } | undefined)?.fields; // a constructor runs on an instance
      if (ts.isIdentifier(parameter.name)) fields?.set(parameter.name.text, value);
    }
  });
}

function parameterValue(
  parameter: ts.ParameterDeclaration,
  args: readonly unknown[] | null,
  at: number,
  frame: Frame,
  machine: Machine,
): unknown {
  const given = args?.[at];
  if (args !== null && parameter.dotDotDotToken) return args.slice(at);
  if (args !== null && given === undefined) {
    return parameter.initializer ? machine.evaluate(parameter.initializer, frame) : undefined;
  }
  if (given !== undefined && !isUnknown(given)) return given;
  const owner = ts.isConstructorDeclaration(parameter.parent) ? 'constructor' : nameOf(parameter.parent);
  const site = { node: parameter.name, module: frame.module };
  const about = {
    from: isOfAbstractClass(parameter)
      ? SAID_BY_SUBCLASS
      : owner === null
        ? 'a parameter'
        : `a parameter of \`${owner}\``,
  };
  const typed =
    parameter.type === undefined ? null : machine.declared({ type: parameter.type, module: frame.module }, site);
  if (typed !== null && !isUnknown(typed)) return typed;
  if (given !== undefined)
    return typed === null
      ? given
      : unknownAt(site, {
          ...factsOf(given),
          type: factsOf(typed).type,
          options: factsOf(typed).options,
          sql: factsOf(typed).sql,
        });
  const byDefault = parameter.initializer ? machine.evaluate(parameter.initializer, frame) : null;
  if (typed === null && byDefault !== null && machine.traces.has(byDefault)) return byDefault;
  return unknownAt(site, typed === null ? about : { ...factsOf(typed), ...about, text: factsOf(unknownAt(site)).text });
}

function isOfAbstractClass({ parent }: ts.ParameterDeclaration): boolean {
  const type = ts.isConstructorDeclaration(parent) ? parent.parent : null;
  return type?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function nameOf(node: ts.SignatureDeclaration): string | null {
  if (node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))) return node.name.text;
  const { parent } = node;
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : null;
  return named && ts.isIdentifier(named) ? named.text : null;
}

/** What code that cannot be followed gets: it may call each function in there, with what nobody knows. */
export function passOn(values: readonly unknown[], site: Spot, machine: Machine, depth = 0): void {
  for (const value of values) {
    if (value instanceof FunctionThing)
      callFunction(
        value,
        value.node.parameters.map((each) => unknownParameter(each, value)),
        site,
        machine,
      );
    else if (value instanceof Choice) passOn(value.options, site, machine, depth + 1);
    else if (depth < 4 && Array.isArray(value)) passOn(value, site, machine, depth + 1);
    else if (depth < 4 && isPlainObject(value)) passOn(Object.values(value), site, machine, depth + 1);
  }
}

function unknownParameter(parameter: ts.ParameterDeclaration, { frame }: FunctionThing): object {
  return unknownAt({ node: parameter.name, module: frame.module }, { from: 'a parameter of a callback' });
}
