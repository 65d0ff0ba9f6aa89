import type { Failure, Location } from './failure.js';

/** Everything a command found and did. Reporters and the exit code take it and nothing else; it round-trips through JSON. */
export interface Report {
  readonly command: string;
  readonly producers: readonly ProducerReport[];
  /** Files that the command wrote, or with `--check` would write. Sorted by path. */
  readonly files: readonly FileReport[];
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  /** What a person should know but need not act on, one sentence each. */
  readonly notes: readonly string[];
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

/** What a command found that a person must act on. Exit code 1. */
export type Finding = StaleFile | MissingColumn | MissingRelation | MissingOverrideTarget | PinnedBehind;

/** With `--check`: a file that the tool writes is not what it would write now. */
export interface StaleFile {
  readonly kind: 'stale-file';
  readonly file: string;
  readonly change: 'create' | 'update' | 'delete';
  /** Unified diff, without colours. */
  readonly diff: string;
}

/** A contract names a column that the producer's schema does not have. */
export interface MissingColumn {
  readonly kind: 'contract-column-missing';
  readonly producer: string;
  readonly consumer: string;
  /** As people read it: without the default schema. */
  readonly relation: string;
  readonly column: string;
  readonly location: Location;
  readonly nearest: string | null;
}

/** A contract names a relation that the producer's schema does not have. */
export interface MissingRelation {
  readonly kind: 'contract-relation-missing';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  readonly location: Location;
  readonly nearest: string | null;
}

/** With `--check`: the snapshot is pinned at a revision, and there are newer migrations that nobody looked at. */
export interface PinnedBehind {
  readonly kind: 'pinned-behind';
  readonly producer: string;
  readonly revision: string;
  /** Labels of the migrations that come after it, in order. */
  readonly newer: readonly string[];
  readonly location: Location;
}

/** A contract overrides a type or a column that the producer's schema does not have. */
export interface MissingOverrideTarget {
  readonly kind: 'contract-override-missing';
  readonly producer: string;
  readonly consumer: string;
  readonly target: string;
  readonly location: Location;
  readonly nearest: string | null;
}

/** A file that a command wants to be so: its full text, or null for a file that should not be there. */
export interface FileChange {
  /** Relative to the registry's root folder, with forward slashes. */
  readonly path: string;
  readonly content: string | null;
}

/** 0: all is well. 1: a person must act on a finding. 2: the command could not do its work, so nothing is known. */
export function exitCode(report: Pick<Report, 'findings' | 'failures'>): 0 | 1 | 2 {
  if (report.failures.length > 0) return 2;
  return report.findings.length > 0 ? 1 : 0;
}
