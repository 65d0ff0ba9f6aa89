import type { Location, RelationId } from '@rowpact/model';

/** A list of shared tables that people keep by hand, as far as it could be read. */
export interface UseList {
  /** In the order of the file. A table that several rows name stands there once for each consumer. */
  readonly tables: readonly ListedTable[];
}

export interface ListedTable {
  readonly relation: RelationId;
  /** Where its name stands. */
  readonly location: Required<Location>;
  /** Whether the list says that every column is used. */
  readonly all: boolean;
  readonly columns: readonly ListedColumn[];
  /** Null where the list does not say who uses it. */
  readonly consumer: string | null;
}

export interface ListedColumn {
  readonly name: string;
  readonly location: Required<Location>;
}

/** A list and the words in its cells that were not taken for names. */
export interface ReadUseList extends UseList {
  /** Prose where a name was looked for; whether it means a column only a person can tell. */
  readonly unread: readonly UnreadCell[];
}

export interface UnreadCell {
  readonly text: string;
  readonly location: Required<Location>;
}
