import type { BlindReason } from '@rowpact/model';
import type { Spot } from './unknown.js';

/** A literal of the source whose text can become a name in the SQL. */
export interface LiteralUse extends Spot {
  readonly text: string;
}

/** Something about a chain that could not be read. */
export interface Note {
  readonly reason: BlindReason;
  readonly detail: string;
}

/** Where an object of Kysely comes from. */
export interface Trace {
  /** Where the chain's first call begins; null for what is no chain. */
  readonly root: Spot | null;
  /** Whether the chain hangs on a database, and so can be executed; a subquery of an expression builder cannot. */
  readonly executable: boolean;
  /** The chain that it goes on from. */
  readonly before: object | null;
  /** The call that answered it. */
  readonly end: Spot | null;
  readonly notes: readonly Note[];
  readonly literals: readonly LiteralUse[];
  /** A text to try where the chain itself compiles to none. */
  /** The function of another module that made it when this module called it. */
  readonly maker: object | null;
  readonly attempt: 'as it is' | 'default values' | 'select' | 'nothing';
}

export const NO_TRACE: Trace = {
  root: null,
  executable: false,
  before: null,
  end: null,
  notes: [],
  literals: [],
  maker: null,
  attempt: 'as it is',
};

/** What is known of the objects that Kysely made, and which chains are only steps of longer ones. */
export class Traces {
  private readonly traces = new WeakMap<object, Trace>();
  private readonly steps = new Set<unknown>();
  private readonly discarded = new Set<unknown>();
  /** Every chain, in the order in which they were made. */
  readonly chains: object[] = [];

  has(value: unknown): value is object {
    return ((typeof value === 'object' && value !== null) || typeof value === 'function') && this.traces.has(value);
  }

  of(value: object): Trace {
    return this.traces.get(value) ?? NO_TRACE;
  }

  set(value: object, trace: Trace): void {
    this.traces.set(value, trace);
    if (trace.end !== null) this.chains.push(value);
  }

  /** Says that a chain is a shorter form of one that was kept: it needs no statement of its own. */
  discard(value: unknown): void {
    this.discarded.add(value);
  }

  isDiscarded(value: object): boolean {
    return this.discarded.has(value);
  }

  /** Says that a chain goes on, or into another one: by itself it is no statement. */
  markStep(value: object): void {
    const { end } = this.of(value);
    if (end !== null) this.steps.add(end.node);
  }

  isStep(value: object): boolean {
    const { end } = this.of(value);
    return end !== null && this.steps.has(end.node);
  }
}

/** What several objects bring along when one is made of them. */
export function joinTraces(
  traces: readonly Trace[],
  literals: readonly LiteralUse[],
): Pick<Trace, 'notes' | 'literals'> {
  const notes = new Map<string, Note>();
  const uses = new Map<unknown, LiteralUse>();
  for (const trace of traces) {
    for (const note of trace.notes) notes.set(note.detail, note);
    for (const use of trace.literals) uses.set(use.node, use);
  }
  for (const use of literals) uses.set(use.node, use);
  return { notes: [...notes.values()], literals: [...uses.values()] };
}
