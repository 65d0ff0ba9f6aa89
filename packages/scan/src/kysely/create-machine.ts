import type { KyselyPlugin } from 'kysely';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { valueOfType } from './declared-types.js';
import { evaluate } from './expressions.js';
import { invoke } from './invoke.js';
import { Journal } from './journal.js';
import { createDatabase, loadKysely } from './library.js';
import type { Machine } from './machine.js';
import { memberOf } from './members.js';
import { run } from './statements.js';
import { NO_TRACE, Traces } from './trace.js';

/**
 * Puts the parts of the interpreter together, for one module.
 * @param findPlugins - those of a database that is known by its type only; asked when the first one is met, none without it.
 */
export function createMachine(
  module: SourceModule,
  graph: ModuleGraph,
  findPlugins: (module: SourceModule, graph: ModuleGraph) => readonly KyselyPlugin[] = () => [],
): Machine {
  const library = loadKysely();
  const traces = new Traces();
  let database: object | null = null;
  const machine: Machine = {
    library,
    module,
    graph,
    traces,
    get database() {
      if (database === null) {
        database = createDatabase(library, findPlugins(module, graph));
        traces.set(database, NO_TRACE);
      }
      return database;
    },
    journal: new Journal(),
    literals: [],
    literalsOfName: new Map(),
    functions: new Map(),
    classes: new Map(),
    ran: new Set(),
    calls: [],
    emissions: [],
    moduleFrames: new Map(),
    instances: new Map(),
    steps: 0,
    cuts: 0,
    evaluate: (node, frame) => evaluate(node, frame, machine),
    run: (statements, frame) => run(statements, frame, machine),
    invoke: (callee, args, site, mark = machine.literals.length) => invoke(callee, args, site, mark, machine),
    memberOf: (owner, name, site) => memberOf(owner, name, site, machine),
    declared: (type, site) => valueOfType(type, site, machine),
  };
  return machine;
}
