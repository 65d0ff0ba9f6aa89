import type { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import type { Declaration } from './declaration.js';

/**
 * Where an object comes from, decided by declarations and annotations.
 * - `package`: out of a package. `path` says how: a name for a member, `()` for calling, constructing, or being of that type, `=>0`
 *   for what a callback gets as its first parameter. `new Pool().connect()` and a parameter `client: Pool` that is asked to connect
 *   are both `pg` with `Pool`, `()`, `connect`, `()`. Promises, arrays and null are looked through.
 * - `declared`: a function, class, object, interface or type of the consumer's; `instance` says that it is one of those rather than the class.
 */
export type Origin =
  | PackageOrigin
  | { readonly kind: 'module'; readonly module: SourceModule }
  | { readonly kind: 'declared'; readonly node: ts.Node; readonly module: SourceModule; readonly instance: boolean };

export interface PackageOrigin {
  readonly kind: 'package';
  readonly package: string;
  readonly path: readonly string[];
  /** The call or `new` that made it, or what it came out of; with its settings. Not there for what is known by its type only. */
  readonly made?: { readonly node: ts.CallExpression | ts.NewExpression; readonly module: SourceModule };
}

/** The parts that find an origin need each other. */
export interface Tracing {
  readonly graph: ModuleGraph;
  ofExpression(node: ts.Expression, module: SourceModule): Origin | null;
  ofType(type: ts.TypeNode, module: SourceModule): Origin | null;
  /** What a module or package is as a whole. */
  ofSpecifier(specifier: string, isImport: boolean, module: SourceModule): Origin | null;
  ofDeclaration(declaration: Declaration | null): Origin | null;
  member(origin: Origin, name: string): Origin | null;
  result(origin: Origin): Origin | null;
}
