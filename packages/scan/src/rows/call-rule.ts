import type { ts } from 'ts-morph';
import { within, type Carried } from './carried.js';
import type { Following } from './following.js';
import type { Call } from './run-function.js';

/** What a function does with an argument; false where it is not known after all. */
export type Rule = (call: Call, position: number, carried: Carried, following: Following) => boolean;

/** Nothing of it comes out. */
export const nothing: Rule = () => true;
/** The call answers what it is given. */
export const same: Rule = (call, _, carried, following) => {
  following.use(call, carried);
  return true;
};
/** The call answers something that has it at the end of these steps. */
export const under =
  (...steps: readonly string[]): Rule =>
  (call, _, carried, following) => {
    following.use(call, within(carried, ...steps));
    return true;
  };

/** The value is what a node answers. */
export function use(node: ts.Node, carried: Carried, following: Following): boolean {
  following.use(node, carried);
  return true;
}
