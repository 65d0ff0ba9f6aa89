import type { Location } from './failure.js';

/** What goes through the two-phase drop. */
export type LifecycleKind = 'column' | 'table' | 'enum value' | 'constraint' | 'default';

/** Where an object stands on its way out. All but `dropped` follow from what is known today; nobody writes them down. */
export type LifecycleState =
  /** Announced; somebody still uses it. */
  | 'deprecated'
  /** Nobody's code uses it any more. */
  | 'unreferenced'
  /** No version that runs or may run again uses it, and its date has come: it may be dropped. */
  | 'droppable'
  /** Gone, its name reserved. */
  | 'dropped';

/** One object in flight, from `lifecycle.yaml` or from an `@deprecated` comment in the producer's database. */
export interface Deprecation {
  readonly kind: LifecycleKind;
  /**
   * Canonical: a column's id, a relation's id, `type id` + `.label` quoted as an identifier (enum value), relation id + `.constraint`,
   * or the column's id (default).
   */
  readonly subject: string;
  readonly reason: string;
  /** What to use instead, as people write it; null for nothing. */
  readonly replacement: string | null;
  /** Label of the migration after which it was announced; null where not said. */
  readonly since: string | null;
  /** `2027-01-15`; null where a comment announces it without a date: it can then not be dropped. */
  readonly removeAfter: string | null;
  /** What falls with it, as people write it: `view active_players`. */
  readonly cascade: readonly string[];
  /** Set once it is gone: the migration that did it, and the day. */
  readonly dropped: { readonly migration: string; readonly on: string | null } | null;
  /** In how many places each consumer used it when it was announced: more than that is new use. Null where nobody counted. */
  readonly users: Readonly<Record<string, number>> | null;
  readonly location: Location;
  readonly source: 'registry' | 'comment';
}

/** Somebody takes the responsibility for one finding, for some time. */
export interface Approval {
  readonly fingerprint: string;
  /** The rule's id: whoever approves names what it is. */
  readonly hazard: string;
  readonly by: string;
  readonly why: string;
  /** The last day on which it holds: `2027-01-15`. */
  readonly expires: string;
  readonly location: Location;
}

/** The producer's `lifecycle.yaml`. */
export interface LifecycleFile {
  readonly deprecations: readonly Deprecation[];
  readonly approvals: readonly Approval[];
}

/** A finding that was there when the team started: `baseline.json`. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly sentence: string;
}

/** One version of a consumer that runs, or that a rollback may bring back: `deployments/<consumer>.json`. */
export interface DeployedVersion {
  readonly consumer: string;
  readonly environment: string;
  readonly sha: string;
  /** The day it was recorded: `2026-11-22`. */
  readonly recorded: string;
  /** Names the record of its statements: `deployments/<consumer>/<digest>.statements.json`. */
  readonly statements: string;
}

/** What the producer asks of its migrations: `policy` in `producer.yaml`. */
export interface GatePolicy {
  /**
   * `unused`: what nobody uses may be dropped without an announcement (an announced object still follows its announcement).
   * `two-phase`: nothing is dropped that was not announced.
   */
  readonly drops: 'unused' | 'two-phase';
  /** Days between an announcement and the earliest date it may name. */
  readonly graceDays: number;
  /** How many earlier versions in each environment a rollback may bring back. */
  readonly rollbackVersions: number;
  /** Levels other than the rules' own, by rule id or by verdict. */
  readonly levels: Readonly<Record<string, 'error' | 'warning' | 'note'>>;
  /** Who may approve; empty for everybody. */
  readonly approvers: readonly string[];
}

export const DEFAULT_POLICY: GatePolicy = {
  drops: 'unused',
  graceDays: 30,
  rollbackVersions: 1,
  levels: {},
  approvers: [],
};
