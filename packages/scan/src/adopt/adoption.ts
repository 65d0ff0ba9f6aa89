import type { Location, RelationId } from '@rowpact/model';
import type { RowTypeMatch } from './row-type-match.js';

/** The module with the generated rows, as it is or as it will be: it need not be there yet. */
export interface GeneratedRows {
  /** Relative to the consumer's folder, with forward slashes. */
  readonly file: string;
  /** The row interface of each relation, such as `PlayersRow`. */
  readonly names: ReadonlyMap<RelationId, string>;
}

/** What replacing hand-written row types would change. Nothing is written yet. */
export interface Adoption {
  /** Changed files whole, byte order mark included, relative to the consumer's folder; sorted. */
  readonly files: readonly { readonly file: string; readonly content: string }[];
  /** One per match, in the same order. */
  readonly types: readonly AdoptedType[];
  /** Columns that the generated rows must have for the new types to hold; `all` where a new type speaks of the full row. */
  readonly needs: ReadonlyMap<RelationId, NeededColumns>;
}

export type NeededColumns = 'all' | readonly string[];

export type AdoptedType = ReplacedType | LeftType;

export interface ReplacedType {
  readonly outcome: 'replaced';
  readonly match: RowTypeMatch;
  /** What it becomes, in one line: `Omit<PlayersRow, 'notes'> & { is_late: boolean }`. */
  readonly becomes: string;
  /** Columns whose hand-written type stays, because it says more than the database knows. */
  readonly kept: readonly string[];
  /** Comments that go with the properties they stand at. */
  readonly lostComments: readonly LostComment[];
  /** Types of the file that nothing uses any more; the imports among them are removed, the others are left. */
  readonly unused: readonly string[];
}

export interface LostComment {
  readonly location: Required<Location>;
  /** In one line, without the marks. */
  readonly text: string;
}

/** A type that stays as it is. */
export interface LeftType {
  readonly outcome: 'left' | 'adopted';
  readonly match: RowTypeMatch;
  /** Why, as the end of a sentence about the type; for an adopted one what it is made of. */
  readonly reason: string;
}
