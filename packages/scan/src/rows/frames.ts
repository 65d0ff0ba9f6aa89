import type { ts } from 'ts-morph';
import type { Carried, Frame } from './carried.js';

const MOST_FRAMES = 8;

/** Tells values apart that are followed from the same place. */
export function keyOfState({ path, without, only, frames }: Carried): string {
  const calls = frames.map(({ call }) => `${call.pos}@${call.getSourceFile().fileName}`).join(' ');
  return `${path.join(' ')}|${without.join(' ')}|${only?.join(' ') ?? '*'}|${calls}`;
}

/** The calls that still matter for a value that is kept in a variable: those into functions that the variable is in. */
export function framesAround(frames: readonly Frame[], declaration: ts.Node): readonly Frame[] {
  let kept = frames.length;
  while (kept > 0) {
    const callee = frames[kept - 1]?.callee;
    if (callee && isInside(declaration, callee)) break;
    kept -= 1;
  }
  return kept === frames.length ? frames : frames.slice(0, kept);
}

function isInside(node: ts.Node, around: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (at === around) return node !== around;
  }
  return false;
}

/** A recursion comes in once; of very long ways in only the last part is kept. */
export function pushed(frames: readonly Frame[], frame: Frame): readonly Frame[] {
  const again = frames.findIndex(({ call, callee }) => call === frame.call && callee === frame.callee);
  if (again >= 0) return frames.slice(0, again + 1);
  return [...frames, frame].slice(-MOST_FRAMES);
}
