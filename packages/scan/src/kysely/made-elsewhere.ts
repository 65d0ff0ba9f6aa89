import { ts } from 'ts-morph';
import { callFunction } from './calls.js';
import { compileQuery } from './compile.js';
import { instanceOf } from './instances.js';
import type { Machine } from './machine.js';
import { queryNodeOf } from './query-shape.js';
import { ClassThing, FunctionThing, optionsOf } from './things.js';
import type { Trace } from './trace.js';
import type { Spot } from './unknown.js';

const known = new WeakMap<Machine, Map<ts.Node, ReadonlySet<string>>>();

/**
 * Whether a chain that a function of another module made is found there too, whatever the function is given. Then it is that module's;
 * where it depends on what this module hands over, such as a table's name, it is this module's.
 */
export function isMadeElsewhere(chain: object, { maker, end }: Trace, machine: Machine): boolean {
  if (!(maker instanceof FunctionThing) || end === null || end.module === machine.module) return false;
  const texts = known.get(machine) ?? new Map<ts.Node, ReadonlySet<string>>();
  known.set(machine, texts);
  const own = texts.get(maker.node) ?? textsOf(maker, machine);
  texts.set(maker.node, own);
  const text = textOf(chain, machine);
  return text !== null && own.has(text);
}

/** What a function makes when nothing is known of its arguments. */
function textsOf(maker: FunctionThing, machine: Machine): ReadonlySet<string> {
  const mark = machine.emissions.length;
  const site = { node: maker.node, module: maker.frame.module };
  const answer = callFunction(asDeclared(maker, site, machine), null, site, machine);
  const made = [...machine.emissions.splice(mark).map(({ chain }) => chain), ...optionsOf(answer)];
  return new Set(made.flatMap((each) => (machine.traces.has(each) ? (textOf(each, machine) ?? []) : [])));
}

/** A method on an object of the class that declares it, whichever class it was inherited by. */
function asDeclared(maker: FunctionThing, site: Spot, machine: Machine): FunctionThing {
  const { node, frame } = maker;
  if (!ts.isClassLike(node.parent)) return maker;
  return new FunctionThing(node, frame, instanceOf(new ClassThing(node.parent, frame), site, machine));
}

function textOf(chain: object, { library }: Machine): string | null {
  if (queryNodeOf(chain) === null) return null;
  try {
    return compileQuery(chain, library);
  } catch {
    return null;
  }
}
