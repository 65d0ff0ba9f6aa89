import type { SqlRefusal } from '@rowpact/model';

/** One thing to make in the restored database. */
export interface Step {
  /** Canonical name of the relation, type or function that it makes (overloads share one); null where nothing can need it. */
  readonly makes: string | null;
  /** Canonical names of what it cannot be made without; names that nothing in the snapshot has mean nothing. */
  readonly needs: ReadonlySet<string>;
  /** One or more statements. */
  readonly sql: string;
  /** What follows once it is made. */
  readonly later: readonly Step[];
  /** What to make instead where PostgreSQL refuses it; null where there is nothing less. */
  readonly weaker: WeakerStep | null;
  /** What the database lacks without it, said where it is given up; PostgreSQL's reason is appended. */
  readonly loss: Loss;
}

/** A lesser form of a step. */
export interface WeakerStep {
  readonly step: Step;
  /** What is lost by it already, whatever follows; null where what follows may make up for it. */
  readonly loss: Loss | null;
}

/** What a restored database lacks. */
export interface Loss {
  /** Id of the relation or type, or the function's name with its arguments. */
  readonly of: string;
  /** A sentence without its end. */
  readonly text: string;
}

/** A step that PostgreSQL refused, and why. */
export interface RefusedStep {
  readonly step: Step;
  readonly refusal: Pick<SqlRefusal, 'sqlstate' | 'message'>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A step that nothing waits for and that has no lesser form. */
export function plainStep(sql: string, loss: Loss, needs: ReadonlySet<string> = NOTHING): Step {
  return { makes: null, needs, sql, later: [], weaker: null, loss };
}
