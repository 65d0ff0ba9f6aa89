import type { DocumentPath } from '../document/document-path.js';
import type { EditStep } from './yaml-edit.js';

/**
 * Steps in rounds, those of one round in different parts of the document, so that they can be planned on one parse of it.
 * A step stands in a later round than every earlier step that changes a map or list around or inside its own.
 */
export function roundsOf(steps: readonly EditStep[]): readonly (readonly EditStep[])[] {
  const rounds: EditStep[][] = [];
  const latest = new Map<string, number>();
  for (const step of steps) {
    const keys = prefixesOf(touched(step));
    const own = keys.at(-1) ?? '';
    // Around: a step that changed one of the containers further up. Inside: any step that passed through this one.
    const around = Math.max(-1, ...keys.map((key) => latest.get(`changed ${key}`) ?? -1));
    const inside = latest.get(`passed ${own}`) ?? -1;
    const round = Math.max(around, inside) + 1;
    (rounds[round] ??= []).push(step);
    latest.set(`changed ${own}`, round);
    for (const key of keys) latest.set(`passed ${key}`, Math.max(round, latest.get(`passed ${key}`) ?? -1));
  }
  return rounds;
}

/** The map or list whose text a step rearranges; for a value that is replaced, the value alone. */
function touched(step: EditStep): DocumentPath {
  return 'set' in step || 'add' in step ? step.path : step.path.slice(0, -1);
}

function prefixesOf(path: DocumentPath): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => JSON.stringify(path.slice(0, length)));
}
