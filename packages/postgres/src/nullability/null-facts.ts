/** What is known about a function; without knowledge every answer is false. */
export interface FunctionFacts {
  /** Answers NULL whenever one of its arguments is NULL (`proisstrict`). */
  readonly strict: boolean;
  /** Never answers NULL when none of its arguments is NULL. */
  readonly neverNull: boolean;
  /** Its name where it is one of PostgreSQL's own, null elsewhere. */
  readonly builtin: string | null;
}

/** A function of which nothing is known. */
export const UNKNOWN_FUNCTION: FunctionFacts = { strict: false, neverNull: false, builtin: null };

/** What the fold over a query asks about the database it stands in. */
export interface NullFacts {
  columnNeverNull(relation: number, attnum: number): boolean;
  /** Whether it is a view that is worked out at each read, not a materialised one. */
  isPlainView(relation: number): boolean;
  functionFacts(oid: number): FunctionFacts;
  /** Whether RETURNING answers the relation's own rows: a table's without rules, which its constraints have held. */
  returnsOwnRows(relation: number): boolean;
}
