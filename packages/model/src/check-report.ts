import type { Location } from './failure.js';
import type { Verdict } from './impact.js';
import type { LifecycleState } from './lifecycle.js';

/** With `check`: what of one producer was compared, how far it could be looked at, and what goes away. Its findings stand in the report. */
export interface CheckReport {
  readonly producer: string;
  /** In words: `018_player_teams`, `the registry's snapshot`, `merge-base of origin/main, 4f2c1e9`. */
  readonly base: string;
  readonly head: string;
  /** The pending ones, in the order they run. */
  readonly migrations: readonly CheckedMigration[];
  /** In the order in which they are made. */
  readonly changes: readonly CheckedChange[];
  /** Every consumer that the registry names for the producer, by name; also those nobody could look at. */
  readonly consumers: readonly CheckedConsumer[];
  /** Statements that nothing happens to, of all consumers. */
  readonly safe: number;
  /** What the changes take away, in the order of `changes`; empty where nothing goes. */
  readonly removals: readonly CheckedRemoval[];
  /** Files of the registry, and generated ones, that are not what rowpact would write now. Null where nobody compared them. */
  readonly stale: readonly string[] | null;
}

export interface CheckedMigration {
  readonly label: string;
  /** From the registry's root on. */
  readonly path: string;
}

export interface CheckedChange {
  /** `players.team_id is dropped`, as `ImpactFinding.change` says it. */
  readonly sentence: string;
  readonly subject: string;
  /** The worst for anybody, before anybody took the responsibility for it. */
  readonly verdict: Verdict;
  /** Null where the change has no statement of its own. */
  readonly location: Location | null;
}

export interface CheckedConsumer {
  readonly name: string;
  /** Statements in its record; null where there is none, so that nobody could look. */
  readonly statements: number | null;
  /** Places whose SQL could not be read and may be about what changes. */
  readonly blind: number;
  /** Versions that run or may run again, which were looked at as well. */
  readonly deployed: readonly CheckedDeployment[];
}

export interface CheckedDeployment {
  readonly environment: string;
  readonly sha: string;
  /** Null where its record is not there, so that nobody could look. */
  readonly statements: number | null;
}

/** One thing that the pending migrations take away, and where it stands in its two phases. */
export interface CheckedRemoval {
  /** As people name it: `players.team_id`. */
  readonly subject: string;
  /** The sentence of the change in `changes` that takes it away. */
  readonly change: string;
  /** Where it was announced; null where it was not. */
  readonly announced: Location | null;
  /** The day after which it may go: `2027-01-15`; null where none was named. */
  readonly removeAfter: string | null;
  /** Whether that day has come; null where none was named. */
  readonly due: boolean | null;
  readonly state: LifecycleState | null;
  /** Whether the producer's policy asks for an announcement first. */
  readonly mustBeAnnounced: boolean;
  /** Whether its migration does nothing else. */
  readonly alone: boolean;
}
