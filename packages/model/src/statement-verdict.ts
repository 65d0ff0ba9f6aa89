import type { RefusedStatement, StatementAnalysis } from './access.js';
import type { RelationId } from './identifiers.js';

/** What PostgreSQL says of a statement against one state of the schema, to its plan. */
export interface StatementVerdict {
  readonly analysis: StatementAnalysis;
  /**
   * What stops the statement after its analysis: an upsert without an arbiter, a view that cannot be written, a right that the
   * consumer's role lacks. Null where it can be planned.
   */
  readonly plan: RefusedStatement | null;
  /** What it writes into which column; empty for a statement that writes nothing, or that was refused. */
  readonly writes: readonly ColumnWrite[];
  /** Set where the consumer's role is none of the database's: its rights were not looked at. Absent elsewhere. */
  readonly roleMissing?: true;
}

/** What a statement puts into one column of one relation (of the base table, where it writes through a view, too). */
export interface ColumnWrite {
  readonly relation: RelationId;
  readonly column: string;
  /** `update` also for the UPDATE of an upsert or a MERGE. */
  readonly by: 'insert' | 'update';
  /** One per row of VALUES; one alone where rows come from a query. Columns that an INSERT leaves out are `default`. */
  readonly values: readonly WrittenValue[];
}

export type WrittenValue =
  | { readonly kind: 'null' }
  /** The column's default, by name or because the statement leaves the column out. */
  | { readonly kind: 'default'; readonly omitted: boolean }
  /** A constant, as SQL that PostgreSQL reads back: `'sad'::public.mood`, `-50`. */
  | { readonly kind: 'constant'; readonly sql: string }
  | { readonly kind: 'parameter'; readonly number: number }
  /** Anything else; `nullable`: whether it can be NULL. */
  | { readonly kind: 'expression'; readonly nullable: boolean };

/**
 * Whether constants (and defaults) that a statement writes into a relation pass what is new there. PostgreSQL answers it after the
 * change: it casts each value to its column's type, then evaluates the check over them.
 */
export interface ConstantQuestion {
  readonly key: string;
  /** The relation as it is named after the change. */
  readonly relation: string;
  /** By column name: SQL of the value. */
  readonly values: Readonly<Record<string, string>>;
  /** Boolean SQL over the columns; null where only the casts are asked about. */
  readonly check: string | null;
}

/** What PostgreSQL answered: the check holds (or is NULL, which passes), fails, or the value itself was refused. */
export type ConstantVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails' }
  | { readonly kind: 'refused'; readonly sqlstate: string; readonly message: string }
  /** The expression needs more than the values (a subquery, a function with effects): nobody evaluated it. */
  | { readonly kind: 'not evaluated' };

/** A routine whose body PostgreSQL does not keep analysed, looked into all the same. */
export interface RoutineVerdict {
  readonly signature: string;
  /** Errors that PostgreSQL answers for statements and expressions in the body. */
  readonly refusals: readonly RefusedStatement[];
  /** Relations that the body reads or writes, as far as it could be read. */
  readonly relations: readonly RelationId[];
  /** Column names that it names in each of them. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** What could not be looked into: dynamic SQL, a language that is no SQL. Empty where all was. */
  readonly unseen: readonly string[];
}
