import type {
  Approval,
  Change,
  ConsumerUse,
  Deprecation,
  Evidence,
  GatePolicy,
  LifecycleState,
  Location,
  RemedyStep,
  Snapshot,
} from '@rowpact/model';
import type { ConsumerInQuestion } from '../question.js';

/** One consumer's code as the registry knows it, or one version of it that runs or may run again. */
export interface VersionInUse extends Pick<ConsumerInQuestion, 'name' | 'source' | 'searchPath' | 'deployed'> {
  /** Null where nobody looked: never scanned. What it uses is then unknown. */
  readonly use: ConsumerUse | null;
}

/** Why something that is announced cannot be dropped yet. */
export type Hold =
  /** The consumer's code, or (`deployed`) a version of it. The first evidence is the place to show. */
  | {
      readonly kind: 'used';
      readonly consumer: string;
      readonly deployed: VersionInUse['deployed'];
      readonly evidence: readonly Evidence[];
    }
  /** Nobody could look: dynamic SQL, a file that cannot be read, a consumer that was never scanned. */
  | {
      readonly kind: 'unknown';
      readonly consumer: string;
      readonly deployed: VersionInUse['deployed'];
      /** One entry per place, in words. */
      readonly reasons: readonly { readonly what: string; readonly location: Location | null }[];
    }
  /** Its day has not come. Null: its announcement names none. */
  | { readonly kind: 'date'; readonly removeAfter: string | null };

/** Where one object stands, who holds it back, and what each party does next. */
export interface LifecycleStatus {
  readonly deprecation: Deprecation;
  readonly state: LifecycleState;
  /** False where the schema does not have it (any more). */
  readonly exists: boolean;
  /** Sorted: consumers' code first, then deployed versions, then the date. */
  readonly holds: readonly Hold[];
  /** One per party that has to do something: the consumer it is about, null for the producer. */
  readonly next: readonly NextStep[];
}

export interface NextStep extends RemedyStep {
  /** The consumer's name; null for the producer. */
  readonly consumer: string | null;
}

/** What the state of everything in flight follows from. */
export interface StatesQuestion {
  /** As `mergeDeprecations` answers them. */
  readonly deprecations: readonly Deprecation[];
  readonly snapshot: Snapshot;
  readonly versions: readonly VersionInUse[];
  /** `2026-11-22` */
  readonly today: string;
}

/** What is asked about a set of pending migrations. */
export interface LifecycleQuestion {
  readonly producer: string;
  readonly changes: readonly Change[];
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** What was announced before this change set (its `lifecycle.yaml` and the comments of `before`); null where nobody could look. */
  readonly announcedBefore: readonly Deprecation[] | null;
  /** What is announced now: `lifecycle.yaml` as it is, and the comments of `after`. */
  readonly announced: readonly Deprecation[];
  /** Current code of every consumer, and every version that is eligible to run. */
  readonly versions: readonly VersionInUse[];
  readonly policy: GatePolicy;
  readonly today: string;
  /** The place of `lifecycle.yaml` (or `producer.yaml`), for what is about no entry. */
  readonly location: Location;
}

/** Who took the responsibility for what. */
export interface Acceptance {
  readonly producer: string;
  readonly approvals: readonly Approval[];
  /** Those that were there before this change set; null where nobody could look. One of these that matches nothing has done its work. */
  readonly approvalsBefore: readonly Approval[] | null;
  readonly baseline: readonly { readonly fingerprint: string; readonly rule: string }[];
  /** Accepts every finding, loudly; null nearly always. */
  readonly override: { readonly by: string; readonly why: string } | null;
  /** Empty for everybody. */
  readonly approvers: readonly string[];
  readonly today: string;
  /** False where only a part of the findings is there (one consumer's): no approval is then called unused. */
  readonly complete: boolean;
}
