import type { ts } from 'ts-morph';
import type { SourceTree } from '../program/source-tree.js';
import type { Carried, Frame, Step } from './carried.js';
import type { Sought } from './sought.js';

export type FunctionNode = ts.FunctionLikeDeclaration;
export type ClassNode = ts.ClassLikeDeclaration;

/** Told of the types that the code gives to what is followed. */
export interface TypeListener {
  readonly take: (type: ts.TypeNode, carried: Carried) => void;
  readonly schema: (name: ts.Expression) => void;
}

/** What the rules for single pieces of syntax hand their values on to. Everything is followed later, and once. */
export interface Following {
  readonly tree: SourceTree;
  /** The value is what this expression answers. */
  readonly use: (node: ts.Node, carried: Carried) => void;
  /** The value is bound to a name or taken apart by a pattern. */
  readonly bind: (name: ts.BindingName, carried: Carried) => void;
  /** Everything that uses a declared name gets the value. */
  readonly declare: (declaration: ts.Node, carried: Carried) => void;
  /** The value is stored where this expression points to. */
  readonly assign: (target: ts.Node, carried: Carried) => void;
  /** The function answers the value. */
  readonly returned: (from: FunctionNode, carried: Carried) => void;
  /** The function gets the value as an argument. */
  readonly pass: (to: FunctionNode, position: number, carried: Carried, frame: Frame) => void;
  /** Instances of the class have the value, at the end of its path. */
  readonly instance: (of: ClassNode, carried: Carried) => void;
  readonly property: (node: ts.Node, carried: Carried, key: string | null, result: ts.Node) => void;
  readonly read: (column: string, node: ts.Node, carried: Carried) => void;
  /** The value goes where it cannot be followed. */
  readonly escape: (node: ts.Node, how: string, carried: Carried) => void;
  /** It goes to somebody who may hand it on within the consumer: an event, a store, a context. */
  readonly lose: (node: ts.Node, how: string, carried: Carried) => void;
  /** The value escapes there, unless one of these is found to be asked for by its type. */
  readonly escapeUnlessFound: (node: ts.Node, how: string, carried: Carried, sought: readonly Sought[]) => void;
  /** Whoever asks for this property by its name has the value: looked for when nothing else is left to follow. */
  readonly seek: (sought: Sought) => void;
  /** The step that stands for calling this function. */
  readonly callStep: (of: FunctionNode) => Step;
  /** A function that answers rows was called. */
  readonly calling: (step: Step) => void;
  /** A query was handed to something that sends it. */
  readonly sent: () => void;
  /** The code says what the value's type is. */
  readonly typed: (type: ts.TypeNode, carried: Carried) => void;
  /** A schema reads the value. */
  readonly checked: (schema: ts.Expression) => void;
  readonly isColumn: (name: string) => boolean;
}
