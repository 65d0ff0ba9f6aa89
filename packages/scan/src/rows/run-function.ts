import { ts } from 'ts-morph';
import type { Answer, Carried } from './carried.js';
import type { Following } from './following.js';
import { Things } from './things.js';

export type Call = ts.CallExpression | ts.NewExpression;

/** Functions that read nothing of what they are given. */
const READS_NOTHING = /^(?:Boolean|String|Number|undefined|isDefined|notNull)$/;

/** A function that stands as an argument gets the value; `answer` says what the call makes of what it answers. */
export function runFunction(
  call: Call,
  run: ts.Expression,
  position: number,
  carried: Carried,
  answer: Answer,
  following: Following,
): void {
  let isKnown = false;
  for (const thing of new Things(following.tree, carried.frames).of(run)) {
    if (thing.kind !== 'function' || !thing.node.body) continue;
    following.pass(thing.node, position, carried, { call, callee: thing.node, answer });
    isKnown = true;
  }
  if (isKnown || (ts.isIdentifier(run) && READS_NOTHING.test(run.text))) return;
  following.escape(run, `passed to \`${shortText(run)}\`, which is not the consumer's own code`, carried);
}

/** The name of what is called: `query` of `pool.query(…)`. */
export function calledName(call: Call): string | null {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : null;
}

/** Code as one short line. */
export function shortText(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
