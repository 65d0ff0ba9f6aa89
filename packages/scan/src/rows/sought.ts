import type { ts } from 'ts-morph';
import type { Carried } from './carried.js';

/** A property that has the value in any object of its type, wherever such an object comes from. */
export interface Sought {
  /** What declares the property. */
  readonly declaration: ts.Node;
  readonly name: string;
  /** What the property has. */
  readonly carried: Carried;
}
