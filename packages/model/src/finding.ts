import type { Evidence } from './evidence.js';
import type { Location } from './failure.js';
import type { ImpactFinding } from './impact.js';

/** What a command found that a person must act on. Exit code 1. */
export type Finding =
  | StaleFile
  | MissingColumn
  | MissingRelation
  | MissingOverrideTarget
  | PinnedBehind
  | StatementRefused
  | DeclarationStale
  | UnknownUse
  | UnboundedRead
  | ListedTableMissing
  | ListedColumnsMissing
  | ListedForNothing
  | ListedNameUnknown
  | RowTypeStale
  | RowTypeByHand
  | NotAnnotated
  | DeprecatedUse
  | ImpactFinding;

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

/** PostgreSQL refuses a statement that a consumer sends: it fails whenever it runs. */
export interface StatementRefused {
  readonly kind: 'statement-refused';
  readonly producer: string;
  readonly consumer: string;
  /** The very word that PostgreSQL points at, where it points at one. */
  readonly location: Location;
  readonly sqlstate: string;
  readonly message: string;
  readonly hint: string | null;
  /** The line of the statement that holds the place. */
  readonly line: string;
}

/** An ORM's table declares a relation or a column that the schema does not have. */
export interface DeclarationStale {
  readonly kind: 'declaration-stale';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  /** Null where the whole relation is missing. */
  readonly column: string | null;
  readonly location: Location;
  readonly nearest: string | null;
}

/** SQL that could not be read to its end, or a file that could not be read: what is used there, nobody knows. */
export interface UnknownUse {
  readonly kind: 'unknown-use';
  readonly producer: string;
  readonly consumer: string;
  readonly location: Location;
  readonly reason: string;
  readonly detail: string;
}

/** A statement reads every column there is, today's and tomorrow's. */
export interface UnboundedRead {
  readonly kind: 'unbounded-read';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  readonly evidence: readonly Evidence[];
  /** Columns that a list names and no code reads, which nobody can tell apart from used ones: they come along. */
  readonly unread: readonly string[];
}

/** The code uses a relation that the list does not have. */
export interface ListedTableMissing {
  readonly kind: 'listed-table-missing';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  readonly columns: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly list: string;
}

/** The code uses columns that the list does not have. */
export interface ListedColumnsMissing {
  readonly kind: 'listed-columns-missing';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  readonly columns: readonly { readonly name: string; readonly evidence: readonly Evidence[] }[];
  /** The relation's place in the list. */
  readonly location: Location;
}

/** The list has columns, or a whole relation, that no code uses. */
export interface ListedForNothing {
  readonly kind: 'listed-for-nothing';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  /** Empty where nothing of the relation is used. */
  readonly columns: readonly string[];
  readonly location: Location;
}

/** The list names what the schema does not have. */
export interface ListedNameUnknown {
  readonly kind: 'listed-name-unknown';
  readonly producer: string;
  readonly consumer: string;
  readonly relation: string;
  readonly column: string | null;
  readonly location: Location;
  readonly nearest: string | null;
}

/** A row type written by hand has a property whose column does not exist. */
export interface RowTypeStale {
  readonly kind: 'row-type-stale';
  readonly producer: string;
  readonly consumer: string;
  readonly type: string;
  readonly property: string;
  readonly relation: string;
  readonly location: Location;
}

/** A row type is written by hand although rowpact generates the row that it describes. */
export interface RowTypeByHand {
  readonly kind: 'row-type-by-hand';
  readonly producer: string;
  readonly consumer: string;
  readonly type: string;
  readonly relation: string;
  readonly location: Location;
  /** What it can become, in one line. */
  readonly becomes: string;
}

/** A call of which TypeScript knows no text does not name the type of its rows, or names another one (a finding of `annotate --check`). */
export interface NotAnnotated {
  readonly kind: 'not-annotated';
  readonly producer: string;
  readonly consumer: string;
  /** The type argument that it has. */
  readonly given: string | null;
  /** The one that it should have, as the module of statements calls it. */
  readonly wanted: string;
  /** Where it goes. */
  readonly location: Location;
}

/** Code that is new uses what is announced to go (a finding of `scan --check`); old uses are warned of in a note. */
export interface DeprecatedUse {
  readonly kind: 'deprecated-use';
  readonly producer: string;
  readonly consumer: string;
  /** What is announced to go, as people name it: `players.team_id`. */
  readonly subject: string;
  readonly reason: string;
  readonly replacement: string | null;
  readonly removeAfter: string | null;
  readonly evidence: readonly Evidence[];
  readonly location: Location;
}
