import type { Machine } from './machine.js';
import { PackageThing } from './things.js';
import { NO_TRACE } from './trace.js';
import { unknownAt, type Spot } from './unknown.js';

/** Functions of Kysely that make parts of queries and touch nothing else. */
const PART_MAKERS = ['sql', 'expressionBuilder'];

/** What a package exports under a name: Kysely's own function where it makes parts of queries. */
export function packageThing(specifier: string, name: string, site: Spot, machine: Machine): unknown {
  if (name === '*') return new PackageThing(specifier, name);
  if (specifier === 'kysely/helpers/postgres') return libraryFunction(machine.library.helpers, name, machine);
  if (specifier === 'kysely') {
    return PART_MAKERS.includes(name)
      ? libraryFunction(machine.library.kysely, name, machine)
      : new PackageThing(specifier, name);
  }
  return unknownAt(site, { from: `an import of \`${specifier}\``, package: specifier });
}

function libraryFunction(exports: object, name: string, machine: Machine): unknown {
  const call = Object.hasOwn(exports, name) ? (exports as Readonly<Record<string, unknown>>)[name] : undefined; // a module's exports
  if (typeof call !== 'function') return new PackageThing('kysely', name);
  if (!machine.traces.has(call)) machine.traces.set(call, NO_TRACE); // a function is an object
  return call;
}
