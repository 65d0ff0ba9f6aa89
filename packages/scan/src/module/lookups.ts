/** What of a path mattered: the text of a file (or the names in a folder), or only whether something is there. */
export type LookedAt = 'content' | 'presence';

/**
 * The paths that an answer rests on, absolute, those where nothing was found included: as long as they are as they were, so is
 * the answer. `notes` are what a person should know of it, which stays true as long.
 */
export interface Lookups {
  readonly paths: ReadonlyMap<string, LookedAt>;
  readonly notes: ReadonlySet<string>;
}

/** Collects lookups; the stronger interest in a path wins. */
export class LookupLog implements Lookups {
  readonly paths = new Map<string, LookedAt>();
  readonly notes = new Set<string>();

  add(path: string, what: LookedAt): void {
    if (this.paths.get(path) !== 'content') this.paths.set(path, what);
  }

  addAll(others: Lookups): void {
    for (const [path, what] of others.paths) this.add(path, what);
    for (const note of others.notes) this.notes.add(note);
  }
}
