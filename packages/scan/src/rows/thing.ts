import type { ts } from 'ts-morph';
import type { SourceModule } from '../module/source-module.js';
import type { ClassNode, FunctionNode } from './following.js';

/** What an expression can be, as far as the code says it. */
export type Thing =
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: ClassNode }
  /** An object of a class, or of an interface. */
  | { readonly kind: 'instance'; readonly node: ClassNode | ts.InterfaceDeclaration | ts.TypeLiteralNode }
  | { readonly kind: 'object'; readonly node: ts.ObjectLiteralExpression }
  | { readonly kind: 'module'; readonly module: SourceModule }
  /** A Svelte, Vue or Astro file. */
  | { readonly kind: 'component'; readonly module: SourceModule }
  | { readonly kind: 'package'; readonly package: string; readonly name: string };

/** Finds out what expressions, types and functions' answers are. */
export interface Looking {
  readonly of: (node: ts.Node, depth?: number) => readonly Thing[];
  readonly typed: (type: ts.TypeNode, depth?: number) => readonly Thing[];
  readonly answersOf: (node: FunctionNode, depth: number) => readonly Thing[];
  readonly parameter: (node: ts.ParameterDeclaration, depth: number) => readonly Thing[];
}

/** Expressions are looked into up to here. */
export const DEEPEST_LOOK = 12;

/** What `new` makes of a thing. */
export function instanceOf(thing: Thing): readonly Thing[] {
  if (thing.kind === 'class') return [{ kind: 'instance', node: thing.node }];
  return thing.kind === 'package' ? [thing] : [];
}
