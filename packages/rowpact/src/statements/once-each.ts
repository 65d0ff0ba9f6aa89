import type { PlannedChange } from '../plan.js';

/**
 * One change per file, where several contracts of one folder plan for it: what one writes another does not take away. Two
 * write the same before the first snapshots are there to say which database has what: then nobody does.
 */
export function onceEach(changes: readonly PlannedChange[]): {
  readonly changes: readonly PlannedChange[];
  readonly notes: readonly string[];
} {
  const byPath = new Map<string, PlannedChange[]>();
  for (const change of changes) byPath.set(change.path, [...(byPath.get(change.path) ?? []), change]);
  const kept: PlannedChange[] = [];
  const notes: string[] = [];
  for (const [path, all] of byPath) {
    const [first, ...others] = all.filter(({ content }) => content !== null);
    if (others.length === 0) kept.push(...[first ?? all[0]].filter((one) => one !== undefined));
    else notes.push(`${path}: whose database it is about is known once the snapshots are written; generate again`);
  }
  return { changes: kept, notes };
}
