/**
 * Decisions read off a list of bytes. Where it ends each is the first alternative, so that a shorter list, or one of smaller
 * numbers, makes a simpler text: that is all that shrinking needs.
 */
export class Choices {
  private at = 0;
  private names = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** A number from 0 to one less than this. */
  below(limit: number): number {
    return (this.bytes[this.at++] ?? 0) % limit;
  }

  /** True once in so many times; false where the decisions have run out. */
  onceIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  of<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first;
  }

  /** So many things made one after the other. */
  several<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  /** A name that nothing else in the text has. */
  name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}
