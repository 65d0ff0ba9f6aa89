import type { CheckReport } from './check-report.js';
import type { Coverage } from './consumer-use.js';
import type { Explanation } from './explanation.js';
import type { Failure, Location } from './failure.js';
import type { Finding } from './finding.js';
import type { InFlight } from './in-flight.js';

/** Everything a command found and did. Reporters and the exit code take it and nothing else; it round-trips through JSON. */
export interface Report {
  readonly command: string;
  readonly producers: readonly ProducerReport[];
  /** Files that the command wrote, or with `--check` would write. Sorted by path. */
  readonly files: readonly FileReport[];
  /** What was looked at in the consumers' source, where the command looked. */
  readonly consumers?: readonly ConsumerReport[];
  /** With `audit`: where a hand-written list and the code agree. */
  readonly exact?: readonly Agreement[];
  /** With `adopt`: the hand-written row types that were found, in the order of the code. */
  readonly rowTypes?: readonly RowTypeReport[];
  /** With `explain`: who uses what was asked about. */
  readonly explanations?: readonly Explanation[];
  /** With `check`: what was compared, a producer each. */
  readonly checks?: readonly CheckReport[];
  /** With `lifecycle`: everything on its way out. */
  readonly inFlight?: readonly InFlight[];
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  /** What a person should know but need not act on, one sentence each. */
  readonly notes: readonly string[];
}

/** How much of one consumer was looked at, and what could not be. */
export interface ConsumerReport {
  readonly name: string;
  readonly producer: string;
  readonly coverage: Coverage;
  /** Places whose SQL could not be read to its end: whoever uses a column there is unknown. */
  readonly blinds: readonly BlindReport[];
}

export interface BlindReport {
  readonly location: Location;
  readonly reason: string;
  readonly detail: string;
}

/** A hand-written type that describes rows of a relation, and where the two differ. */
export interface RowTypeReport {
  readonly consumer: string;
  readonly type: string;
  readonly relation: string;
  readonly location: Location;
  /** Properties without a column. */
  readonly stale: readonly string[];
  /** Columns of the row that the type does not have. */
  readonly missing: readonly string[];
  /** Properties whose type is not what the driver reads, with what it reads. */
  readonly wronglyTyped: readonly { readonly property: string; readonly generated: string }[];
  /** Properties that say null where there is none, or none where there is, with what the driver reads. */
  readonly wronglyNullable: readonly { readonly property: string; readonly generated: string }[];
  /** What it becomes, in one line; null where it stays. */
  readonly becomes: string | null;
  /** Why it stays; null where it is replaced. */
  readonly reason: string | null;
}

/** A relation that a hand-written list describes exactly as the code uses it. */
export interface Agreement {
  readonly consumer: string;
  readonly relation: string;
  readonly columns: readonly string[];
  /** The place in the list. */
  readonly location: Location;
}

/** Where a producer's schema came from in this run. */
export interface ProducerReport {
  readonly name: string;
  readonly source: 'migrations' | 'schema file' | 'database' | 'committed snapshot';
  /** Label of the last migration taken into account; null where there are no migrations. */
  readonly revision: string | null;
  /** Whether the revision was asked for with `--to` (now or in an earlier run), so that later migrations are left out. */
  readonly pinned: boolean;
  readonly migrations: readonly MigrationReport[];
  /** Migrations that ran in this command; the others were in the cache. Null where none could run. */
  readonly replayed: number | null;
  /** Relations in the schema; null where the command did not look at it. */
  readonly relations: number | null;
}

export interface MigrationReport {
  readonly label: string;
  readonly version: string | null;
  /** Relative to the registry's root folder. */
  readonly path: string;
}

export interface FileReport {
  /** Relative to the registry's root folder, with forward slashes. */
  readonly path: string;
  readonly state: FileState;
  readonly producer: string;
  /** The consumer whose generated module it is; null for a file of the registry. */
  readonly consumer: string | null;
}

export type FileState = 'created' | 'updated' | 'deleted' | 'unchanged';

/** A file that a command wants to be so: its full text, or null for a file that should not be there. */
export interface FileChange {
  /** Relative to the registry's root folder, with forward slashes. */
  readonly path: string;
  readonly content: string | null;
}

/** 0: all is well. 1: a person must act on a finding. 2: the command could not do its work, so nothing is known. */
export function exitCode(report: Pick<Report, 'findings' | 'failures'>): 0 | 1 | 2 {
  if (report.failures.length > 0) return 2;
  return report.findings.some(failsTheCommand) ? 1 : 0;
}

/** Whether a finding decides the exit code: one that is only a warning or a note does not, nor one that somebody took the responsibility for. */
export function failsTheCommand(finding: Finding): boolean {
  return finding.kind !== 'impact' || (finding.level === 'error' && finding.accepted === null);
}
