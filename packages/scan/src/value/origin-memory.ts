import type { ts } from 'ts-morph';
import type { Origin } from './origin-kinds.js';

const MAX_DEPTH = 60;
/** Steps of one question; code that goes round in circles in many ways is given up. */
const MAX_STEPS = 2_000;

/** Remembers origins, and keeps what goes round in circles from going on for ever. */
export class OriginMemory {
  private readonly known = new WeakMap<ts.Node, { readonly origin: Origin | null }>();
  private readonly active = new Set<ts.Node>();
  /** How often a question was given up: what depends on such an answer holds for that question only. */
  private cuts = 0;
  private steps = 0;

  recall(node: ts.Node, find: () => Origin | null): Origin | null {
    const known = this.known.get(node);
    if (known !== undefined) return known.origin;
    const isFirst = this.active.size === 0;
    if (isFirst) this.steps = 0;
    this.steps += 1;
    if (this.active.has(node) || this.active.size > MAX_DEPTH || this.steps > MAX_STEPS) {
      this.cuts += 1;
      return null;
    }
    const cuts = this.cuts;
    this.active.add(node);
    try {
      const origin = find();
      if (isFirst || cuts === this.cuts) this.known.set(node, { origin });
      return origin;
    } finally {
      this.active.delete(node);
    }
  }
}
