import type { Step } from './restore-step.js';

/** A step and what it can do without. */
export interface Ordered {
  readonly step: Step;
  /** The names that even its lesser form needs. */
  readonly always: ReadonlySet<string>;
  /** The form that does without what is not made yet; null where there is none. What it leaves out is `later`. */
  readonly without: ((isMade: (names: ReadonlySet<string>) => boolean) => Step) | null;
}

/**
 * Puts steps into an order in which each finds what it needs. Where they need each other in a circle, one of them takes its
 * lesser form: one that needs nothing more then, or the first one where every one does. What it left out follows as soon
 * as it can, since some of it is refused once other tables use this one's row type.
 */
export function orderSteps(entries: readonly Ordered[]): readonly Step[] {
  return new StepOrder(entries).order();
}

class StepOrder {
  private readonly makers = new Map<string, Set<Ordered>>();
  /** Entries that are not placed, with those that each one waits for. */
  private readonly waiting = new Map<Ordered, Set<Ordered>>();
  private readonly waiters = new Map<Ordered, Set<Ordered>>();
  private readonly ready: Ordered[] = [];
  private readonly placed: Step[] = [];

  constructor(entries: readonly Ordered[]) {
    for (const entry of entries) {
      const { makes } = entry.step;
      if (makes !== null) addTo(this.makers, makes, entry);
      this.waiting.set(entry, new Set());
    }
    for (const entry of entries) this.await(entry);
    for (const entry of entries) if (this.waiting.get(entry)?.size === 0) this.ready.push(entry);
  }

  order(): readonly Step[] {
    for (;;) {
      for (let entry = this.ready.pop(); entry; entry = this.ready.pop()) this.place(entry, entry.step);
      const broken = this.breakCircle();
      if (broken === null) return this.placed;
      const lesser = broken.without?.((names) => this.missingOf(broken, names).length === 0) ?? broken.step;
      this.place(broken, { ...lesser, later: [] });
      for (const step of lesser.later) this.add({ step, always: step.needs, without: null });
    }
  }

  private add(entry: Ordered): void {
    this.waiting.set(entry, new Set());
    this.await(entry);
    if (this.waiting.get(entry)?.size === 0) this.ready.push(entry);
  }

  private await(entry: Ordered): void {
    for (const needed of this.missingOf(entry, entry.step.needs)) {
      this.waiting.get(entry)?.add(needed);
      addTo(this.waiters, needed, entry);
    }
  }

  private place(entry: Ordered, step: Step): void {
    this.placed.push(step);
    this.waiting.delete(entry);
    for (const waiter of this.waiters.get(entry) ?? []) {
      const missing = this.waiting.get(waiter);
      if (missing?.delete(entry) === true && missing.size === 0) this.ready.push(waiter);
    }
  }

  private breakCircle(): Ordered | null {
    const entries = [...this.waiting.keys()];
    const isFree = (entry: Ordered): boolean =>
      entry.without !== null && this.missingOf(entry, entry.always).length === 0;
    return entries.find(isFree) ?? entries[0] ?? null;
  }

  private missingOf(entry: Ordered, names: ReadonlySet<string>): readonly Ordered[] {
    const makers = [...names].flatMap((name) => [...(this.makers.get(name) ?? [])]);
    return makers.filter((maker) => maker !== entry && this.waiting.has(maker));
  }
}

function addTo<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
