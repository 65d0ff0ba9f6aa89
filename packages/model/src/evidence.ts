import type { Location } from './failure.js';

/** A place in a consumer's code that uses something. */
export interface Evidence {
  readonly location: Location;
  /** Last line of a statement that takes several; absent for one line. */
  readonly endLine?: number;
  readonly access: Access;
  /** The statement's place where this is what the code does with its rows; null where the statement itself names it. */
  readonly from: Location | null;
}

/** How something is used: named in a statement, read from rows that came through `*`, declared for an ORM, or in a type for rows. */
export type Access =
  'read' | 'insert' | 'update' | 'delete' | 'wildcard' | 'row read' | 'row escapes' | 'needed' | 'declared' | 'typed';
