import type { Location } from './failure.js';
import type { RemedyStep } from './impact.js';
import type { LifecycleKind, LifecycleState } from './lifecycle.js';

/** With `lifecycle`: one object on its way out, as people are told of it. */
export interface InFlight {
  readonly producer: string;
  readonly kind: LifecycleKind;
  /** As people name it: `players.team_id`. */
  readonly subject: string;
  readonly state: LifecycleState;
  /** False where the schema does not have it (any more). */
  readonly exists: boolean;
  readonly reason: string;
  readonly replacement: string | null;
  /** `2027-01-15` */
  readonly removeAfter: string | null;
  /** The migration that dropped it; null while it is there. */
  readonly droppedBy: string | null;
  /** Where it is announced. */
  readonly location: Location;
  /** What still holds it back; empty for what may be dropped. */
  readonly holds: readonly InFlightHold[];
  /** What each party does next; consumer null for the producer. */
  readonly next: readonly (Omit<RemedyStep, 'who'> & { readonly consumer: string | null })[];
}

export interface InFlightHold {
  /** Null for the date. */
  readonly consumer: string | null;
  readonly deployed: { readonly sha: string; readonly environment: string } | null;
  /** `uses it`, `could not be looked into: …`, `its day is 2027-01-15`. */
  readonly what: string;
  readonly places: readonly Location[];
}
