import { type Draft, UNKNOWN } from './draft.js';

/** Beyond these what is drawn helps nobody, and a hostile query (views that double views) would never end. */
const MOST_PARTS = 2000;
const DEEPEST = 40;

/** How much of one column's shape is drawn; what is beyond is unknown. */
export class Limit {
  private parts = 0;
  depth = 0;

  /** Draws one part, a level deeper. */
  within(draw: () => Draft): Draft {
    if (this.depth >= DEEPEST || !this.spend()) return UNKNOWN;
    this.depth += 1;
    try {
      return draw();
    } finally {
      this.depth -= 1;
    }
  }

  /** @returns false where nothing is left */
  spend(): boolean {
    this.parts += 1;
    return this.parts <= MOST_PARTS;
  }
}
