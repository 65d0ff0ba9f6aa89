import type { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import type { Journal } from './journal.js';
import type { Library } from './library.js';
import type { ClassThing, Frame, FunctionThing } from './things.js';
import type { LiteralUse, Note, Traces } from './trace.js';
import type { Spot, TypeAt } from './unknown.js';

/** Something that was handed over for execution, or stands at the end of its chain. */
export interface Emission {
  readonly chain: object;
  readonly site: Spot;
  /** What happens between the chain and its execution, where that cannot be followed. */
  readonly note?: Note;
}

/** What the parts of the interpreter share; each part takes it as its first argument. */
export interface Machine {
  readonly library: Library;
  readonly module: SourceModule;
  readonly graph: ModuleGraph;
  readonly journal: Journal;
  readonly traces: Traces;
  /** The database of whatever is known to be Kysely and no more: with the plugins that the consumer gives its databases. */
  readonly database: object;
  /** Literals in the order in which they were evaluated. */
  readonly literals: LiteralUse[];
  /** Literals that a name's value was made of. */
  readonly literalsOfName: Map<unknown, readonly LiteralUse[]>;
  /** Functions of the scanned module as they were met, and those that were run. */
  readonly functions: Map<ts.Node, FunctionThing>;
  readonly classes: Map<ts.Node, ClassThing>;
  readonly ran: Set<ts.Node>;
  /** Functions that are running now, outermost first, with where they were called. */
  readonly calls: { readonly callee: FunctionThing; readonly site: Spot }[];
  readonly emissions: Emission[];
  readonly moduleFrames: Map<SourceModule, Frame>;
  readonly instances: Map<ts.Node, unknown>;
  steps: number;
  /** How often a call was not followed because it runs already, or too deep. */
  cuts: number;
  evaluate: (node: ts.Expression, frame: Frame) => unknown;
  run: (statements: readonly ts.Statement[], frame: Frame) => boolean;
  /** Calls a value; `mark` is where the literals of its arguments begin. */
  invoke: (callee: unknown, args: readonly unknown[], site: Spot, mark?: number) => unknown;
  memberOf: (owner: unknown, name: string, site: Spot) => unknown;
  declared: (type: TypeAt, site: Spot) => unknown;
}

/** Thrown where the code multiplies beyond what is followed. */
export class TooMuchError extends Error {}

/** Nodes that are evaluated for one function, with all that it calls, before it is given up. */
export const MAX_STEPS = 60_000;

/** The same for all functions of a module together. */
export const MAX_STEPS_OF_MODULE = 300_000;

/** Values that one expression may have before only the first and the last are kept. */
export const MAX_OPTIONS = 16;
