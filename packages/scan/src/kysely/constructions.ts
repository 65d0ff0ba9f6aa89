import type { Kysely, KyselyPlugin } from 'kysely';
import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { constructionNodesIn, isExported, type ConstructionNode } from './construction-nodes.js';
import { createMachine } from './create-machine.js';
import { isDatabase } from './database-members.js';
import { createKysely, hasOpenSettings } from './databases.js';
import { moduleFrame } from './look-up.js';
import { TooMuchError, type Machine } from './machine.js';
import { runModule } from './run-module.js';
import { isPlainObject } from './things.js';

/** A database for PostgreSQL as a consumer makes it. */
export interface Construction {
  /** As far as they are known. */
  readonly plugins: readonly KyselyPlugin[];
  readonly isRead: boolean;
}

const MAY_CONSTRUCT = /kysely/i;
const UNREAD: Construction = { plugins: [], isRead: false };

const known = new WeakMap<ModuleGraph, Map<SourceModule, readonly Construction[]>>();

/** The databases that a module makes, in the order of its text. A module is gone through once per scan. */
export function constructionsIn(module: SourceModule, graph: ModuleGraph): readonly Construction[] {
  const ofGraph = known.get(graph) ?? new Map<SourceModule, readonly Construction[]>();
  known.set(graph, ofGraph);
  const found = ofGraph.get(module) ?? findConstructions(module, graph);
  ofGraph.set(module, found);
  return found;
}

function findConstructions(module: SourceModule, graph: ModuleGraph): readonly Construction[] {
  if (!MAY_CONSTRUCT.test(module.source.text)) return [];
  const nodes = constructionNodesIn(module.source);
  if (nodes.length === 0) return [];
  const machine = createMachine(module, graph);
  const values = watch(nodes, machine);
  runModule(machine, (node) => nodes.some(({ made }) => made.pos >= node.pos && made.end <= node.end));
  // What stands in a decorator is no code of a function.
  for (const { kind, made } of nodes)
    if (kind === 'settings' && values(made).length === 0) evaluateAtTop(made, machine);
  const replaced = new Set(
    nodes
      .filter(({ kind, made }) => kind === 'derived' && !isNameExported(made, module))
      .flatMap(({ made }) => values(made)),
  );
  return nodes.flatMap((node) => constructionsAt(node, values, replaced, machine));
}

function evaluateAtTop(node: ts.Expression, machine: Machine): void {
  machine.steps = 0;
  try {
    machine.evaluate(node, moduleFrame(machine.module, machine));
  } catch (error) {
    if (!(error instanceof TooMuchError || error instanceof RangeError)) throw error;
  }
}

type Values = (node: ts.Node) => readonly unknown[];

/** Remembers what some expressions answer while the module is gone through. */
function watch(nodes: readonly ConstructionNode[], machine: Machine): Values {
  const seen = new Map<ts.Node, Set<unknown>>(
    nodes.flatMap(({ made, whole }) => [made, whole]).map((node) => [node, new Set()]),
  );
  const { evaluate } = machine;
  machine.evaluate = (node, frame) => {
    const value = evaluate(node, frame);
    seen.get(node)?.add(value);
    return value;
  };
  return (node) => [...(seen.get(node) ?? [])];
}

function constructionsAt(
  { made, whole, kind }: ConstructionNode,
  values: Values,
  replaced: ReadonlySet<unknown>,
  machine: Machine,
): readonly Construction[] {
  if (kind === 'settings') {
    const settings = values(made).filter(isPlainObject);
    return settings.length === 0 ? [UNREAD] : settings.flatMap((each) => readOf(createKysely(each, machine), machine));
  }
  const isOpen = values(made).some(hasOpenSettings);
  const databases = values(whole).filter((value) => isWholeDatabase(value, machine));
  if (databases.length > 0) {
    const own = databases.filter((value) => !replaced.has(value));
    return own.flatMap((value) => (isOpen ? UNREAD : readOf(value, machine)));
  }
  // Code that nobody is seen to run, or a change of the database that is not known.
  const isMeant =
    values(made).length === 0 ? isNamedKysely(made) : values(made).some((each) => isWholeDatabase(each, machine));
  return isMeant ? [UNREAD] : [];
}

function isWholeDatabase(value: unknown, machine: Machine): value is Kysely<unknown> {
  return isDatabase(value, machine) && value instanceof machine.library.kysely.Kysely;
}

function readOf(database: object, { traces }: Machine): readonly Construction[] {
  const { notes } = traces.of(database);
  if (notes.some(({ reason }) => reason === 'other dialect')) return [];
  const { plugins } = (database as Kysely<unknown>).getExecutor(); // made by `createKysely`
  return [{ plugins, isRead: notes.length === 0 }];
}

function isNamedKysely(made: ts.Expression): boolean {
  return ts.isNewExpression(made) && /(?:^|\.)Kysely$/.test(made.expression.getText());
}

function isNameExported(name: ts.Expression, { source }: SourceModule): boolean {
  if (!ts.isIdentifier(name)) return false;
  return source.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        (each) => ts.isIdentifier(each.name) && each.name.text === name.text && isExported(each),
      ),
  );
}
