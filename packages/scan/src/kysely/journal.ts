let births = 0;

/** The variables of a call, or the fields of an object. */
export class Holder extends Map<unknown, unknown> {
  /** Tells what was there before a call from what the call made. */
  readonly born = (births += 1);
}

/** A variable or field that a branch changed. */
export interface Change {
  readonly holder: Holder;
  readonly key: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes to variables and fields, so that a branch can be tried and taken back. */
export class Journal {
  private readonly entries: {
    readonly holder: Holder;
    readonly key: unknown;
    readonly before: unknown;
  }[] = [];

  write(holder: Holder, key: unknown, value: unknown): void {
    this.entries.push({ holder, key, before: holder.get(key) });
    holder.set(key, value);
  }

  /** Runs a branch, takes back what it wrote and answers it. */
  try<Result>(branch: () => Result): { readonly result: Result; readonly changes: readonly Change[] } {
    const mark = this.entries.length;
    const result = branch();
    const changes = this.changesSince(mark);
    for (const { holder, key, before } of this.entries.splice(mark).reverse()) holder.set(key, before);
    return { result, changes };
  }

  /** How much was written so far, for `wroteOutside`. */
  get mark(): { readonly entries: number; readonly births: number } {
    return { entries: this.entries.length, births };
  }

  /** Whether, since a mark, something was changed that was there before it. */
  wroteOutside(mark: { readonly entries: number; readonly births: number }): boolean {
    return this.entries.slice(mark.entries).some(({ holder }) => holder.born <= mark.births);
  }

  private changesSince(mark: number): readonly Change[] {
    const seen = new Map<object, Set<unknown>>();
    const changes: Change[] = [];
    for (const { holder, key, before } of this.entries.slice(mark)) {
      const keys = seen.get(holder) ?? new Set();
      seen.set(holder, keys);
      if (keys.has(key)) continue;
      keys.add(key);
      changes.push({ holder, key, before, after: holder.get(key) });
    }
    return changes;
  }
}
