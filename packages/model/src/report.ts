import type { Location } from './failure.js';

/** What a command found that a person must act on. Exit code 1. */
export type Finding = StaleFile | MissingColumn | MissingRelation;

/** A file that the tool writes is not what it would write now. */
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

/** A file that a command wants to be so: its full text, or null for a file that should not be there. */
export interface FileChange {
  /** Relative to the registry's root folder, with forward slashes. */
  readonly path: string;
  readonly content: string | null;
}
