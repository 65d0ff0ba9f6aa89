import type { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import type { World } from './world.js';

/** What an expression is known to be, without running it, in one world (see `World`): branches are taken before, not kept in here. */
export type Value = TextValue | ConstantValue | ListValue | ObjectValue | FunctionValue | UnknownValue;

/** A string, known or partly known. */
export interface TextValue {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

export type Piece = Run | Hole;

/** Characters that stand in the source as they are, from `offset` on; with `fixed`, all of them come from the one place at `offset`. */
export interface Run {
  readonly kind: 'run';
  readonly text: string;
  readonly module: SourceModule;
  readonly offset: number;
  readonly fixed?: true;
}

/** A part of a text that is not known. */
export interface Hole {
  readonly kind: 'hole';
  /** As it is written where the text is put together, such as the `table` of `${table}`. */
  readonly expression: ts.Expression;
  /** Where the expression stands. */
  readonly module: SourceModule;
  readonly value: UnknownValue;
  /** What it is for one round of a loop; null where it does not come from one. */
  readonly sample: readonly Piece[] | null;
}

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: number | boolean | null | undefined;
  readonly node: ts.Node;
  readonly module: SourceModule;
}

/** An array. Where it is not `complete`, it has more items than are known, or its items repeat. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly complete: boolean;
}

/** An object literal, an enum, or a module's exports. Its members are evaluated when they are asked for. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Closure | FunctionValue>;
  /** Whether it has no members besides those (a spread of something unknown, a computed name). */
  readonly complete: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
}

export type FunctionNode =
  ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration | ts.GetAccessorDeclaration;

/**
 * Where evaluation stopped: `node` is the innermost expression (or parameter's name) that nothing is known about. A library's tag or
 * helper (``sql`…` ``, `sql.raw(…)`) stops it too: whoever knows the library goes on from `node` and `scope`.
 */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly node: ts.Expression;
  readonly scope: Scope;
  readonly why: 'not followed' | 'built by code' | 'circular' | 'too deep';
}

/** An expression together with what its names mean. */
export interface Closure {
  readonly expression: ts.Expression;
  readonly scope: Scope;
}

/** What names mean where an expression stands. */
export interface Scope {
  readonly module: SourceModule;
  readonly graph: ModuleGraph;
  readonly world: World;
  /** What declarations stand for while a function or loop is followed: parameters, and variables in the middle of their changes. */
  readonly bindings: ReadonlyMap<ts.Node, Value | Closure>;
  /** Tells one call of a helper function from another. */
  readonly frame: string;
  readonly depth: number;
}

/** How an expression is evaluated; handed to the parts of the evaluator, which need each other. */
export type Evaluate = (expression: ts.Expression, scope: Scope) => Value;
