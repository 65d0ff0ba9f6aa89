/**
 * One way through the branches of the code that builds a value. Whatever is evaluated in a world finds each condition decided once, so
 * that two places that ask the same question get the same answer.
 */
export class World {
  private readonly decided = new Map<string, number>();
  private readonly order: string[] = [];
  private readonly equals = new Map<string, string>();
  private readonly optionCounts = new Map<string, number>();
  /** Uses of names that are being evaluated just now: one that comes up again is circular. */
  readonly active = new Set<string>();
  /** What was evaluated so far, counted; a bound for code that multiplies. */
  steps = 0;

  constructor(private readonly plan: readonly number[] = []) {}

  /** Which of several ways is taken here; the first where nothing is planned. */
  decide(key: string, options: number): number {
    const known = this.decided.get(key);
    if (known !== undefined) return known;
    const choice = this.plan[this.order.length] ?? 0;
    this.decided.set(key, choice);
    this.order.push(key);
    this.optionCounts.set(key, options);
    return choice;
  }

  /** Whether an unknown subject is a literal; what equals one literal equals no other. That it is nothing is not the first answer. */
  isEqual(subject: string, literal: string): boolean {
    const known = this.equals.get(subject);
    if (known !== undefined) return known === literal;
    const first = NOTHING.test(literal) ? 1 : 0;
    const equal = this.decide(`${subject} === ${literal}`, 2) === first;
    if (equal) this.equals.set(subject, literal);
    return equal;
  }

  /** The text that an unknown subject was found to equal; null where it was not compared. */
  textOf(subject: string): string | null {
    const literal = this.equals.get(subject);
    return literal?.startsWith('string ') ? literal.slice('string '.length) : null;
  }

  /** Whether anything was compared with a literal so far. */
  get hasEquals(): boolean {
    return this.equals.size > 0;
  }

  /** Questions that were open, so far. */
  get decisions(): number {
    return this.order.length;
  }

  /** The plan of the world after this one: the last open question answered differently; null after the last. */
  next(): readonly number[] | null {
    for (let at = this.order.length - 1; at >= 0; at -= 1) {
      const key = this.order[at] ?? '';
      const choice = this.decided.get(key) ?? 0;
      if (choice + 1 >= (this.optionCounts.get(key) ?? 0)) continue;
      const before = this.order.slice(0, at).map((name) => this.decided.get(name) ?? 0);
      return [...before, choice + 1];
    }
    return null;
  }
}

const NOTHING = /^(?:undefined|object null|boolean false)/u;

/** More ways than these through one text are not worth following. */
export const MAX_WORLDS = 64;

export interface Worlds<Result> {
  readonly results: readonly Result[];
  /** False where there are more worlds than the limit. */
  readonly complete: boolean;
}

/** Runs something once in each world, the one with every first answer first. */
export function inEveryWorld<Result>(run: (world: World) => Result, limit: number = MAX_WORLDS): Worlds<Result> {
  const results: Result[] = [];
  let plan: readonly number[] | null = [];
  while (plan !== null) {
    if (results.length === limit) return { results, complete: false };
    const world: World = new World(plan);
    results.push(run(world));
    // Each question that is open in the first world makes one more at the least.
    if (results.length === 1 && world.decisions >= limit) return { results, complete: false };
    plan = world.next();
  }
  return { results, complete: true };
}
