/** The migrations of one producer in the order in which they run, and what was left out of them. */
export interface MigrationPlan {
  readonly migrations: readonly Migration[];
  /** Sorted by path; every file and folder of the source that is no migration. */
  readonly ignored: readonly IgnoredFile[];
  /** Sentences for people: choices that were made for them and may be wrong. */
  readonly notes: readonly string[];
}

/** One file that changes the schema, ready to be split. */
export interface Migration {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** What people call it: the path in the source's folder without endings, such as `018_player_teams`. */
  readonly label: string;
  /** As written, numbered folders included (`2024/001`); null where the name holds none. */
  readonly version: string | null;
  /** SHA-256 over everything that changes what runs; names and the folder's place do not. */
  readonly hash: string;
  /** Only what runs forward. Parts that were cut are blanks, so that offsets, lines and columns are those of the file. */
  readonly text: string;
  /** Whether the file asks its tool to run it outside a transaction. */
  readonly transaction: TransactionWish;
  /** What psql's `\i` and `\ir` bring in, directives inside included files too. */
  readonly included: readonly IncludedFile[];
}

export type TransactionWish = 'default' | 'none';

/** The file behind one include directive. */
export interface IncludedFile {
  /** The file that holds the directive, relative to the root. */
  readonly from: string;
  /** Of the directive's backslash in that file. */
  readonly offset: number;
  readonly path: string;
  readonly text: string;
}

/** A file, or a folder as a whole with a closing slash, that is no migration. */
export interface IgnoredFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly reason: string;
}
