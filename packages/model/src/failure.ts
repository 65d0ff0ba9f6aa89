/**
 * Every way a command can be unable to do its work. Each has a section in docs/errors.md; a test holds the two together.
 * A failure is no finding: it says "could not look" or "could not do it" and ends the command with exit code 2.
 */
export type FailureCode =
  | 'usage'
  | 'registry-not-found'
  | 'registry-invalid'
  | 'snapshot-invalid'
  | 'statements-invalid'
  | 'list-invalid'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'migrations-not-found'
  | 'migrations-order'
  | 'migration-unreadable'
  | 'migration-failed'
  | 'revision-unknown'
  | 'extension-missing'
  | 'engine-failed'
  | 'cache-unusable'
  | 'database-unreachable'
  | 'database-refused'
  | 'name-clash'
  | 'override-invalid'
  | 'output-invalid'
  | 'lifecycle-invalid'
  | 'deployment-invalid'
  | 'baseline-invalid'
  | 'git-failed'
  | 'base-unknown'
  | 'typecheck-failed'
  | 'interrupted'
  | 'internal';

/** A place in a text file. Lines and columns count from 1, columns in UTF-16 code units; paths start at the folder that holds the registry. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One coded reason why a command could not do its work, complete enough to be printed or sent as JSON. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** What to do next, in the imperative; every failure has one. */
  readonly hint: string;
  readonly location?: Location;
  /** SQLSTATE, statement and detail where PostgreSQL refused something. */
  readonly sql?: SqlRefusal;
  /** Further lines: an excerpt, a list of candidates. */
  readonly detail?: readonly string[];
}

/** PostgreSQL's own words about a statement it refused. */
export interface SqlRefusal {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** Start of the statement, at most a few lines. */
  readonly statement: string;
}

/** Carries one or more failures up to the command that reports them. Anything else thrown is a bug of ours. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failures: readonly [Failure, ...Failure[]];

  constructor(...failures: readonly [Failure, ...Failure[]]) {
    super(failures.map((failure) => failure.message).join('\n'));
    this.failures = failures;
  }
}

/** Ends the current command with one failure. */
export function fail(failure: Failure): never {
  throw new FailureError(failure);
}
