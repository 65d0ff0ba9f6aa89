import type { RelationId, TypeId } from './identifiers.js';
import type { TypeRef } from './snapshot.js';

/** PostgreSQL's verdict about one statement against one schema. */
export type StatementAnalysis = AnalysedStatement | RefusedStatement;

/** What PostgreSQL's analyser says of a statement that it takes. */
export interface AnalysedStatement {
  readonly kind: 'analysed';
  readonly command: 'select' | 'insert' | 'update' | 'delete' | 'merge' | 'utility';
  /** `$1`, `$2`, …, their types as PostgreSQL inferred them. */
  readonly parameters: readonly StatementParameter[];
  /** The columns of the result, in order; empty where the statement answers no rows. */
  readonly columns: readonly ResultColumn[];
  /** One entry per relation and way to it, sorted by relation, then by `through`. */
  readonly relations: readonly RelationAccess[];
  /** Signatures of functions outside pg_catalog, sorted: `public.age_group(date)`. */
  readonly functions: readonly string[];
  /** Types outside pg_catalog that it names or handles, sorted. */
  readonly types: readonly TypeId[];
  /** What nobody can see in it, absent where there is nothing: `what the DO block does`. */
  readonly unseen?: readonly string[];
}

export interface StatementParameter {
  readonly type: TypeRef;
  /** False where a NULL is sure to be refused: it is written into a column that takes none. */
  readonly nullable: boolean;
}

export interface ResultColumn {
  readonly name: string;
  readonly type: TypeRef;
  /** False where no row can have NULL in it, proven from the analysed tree; true where it can, or nobody knows. */
  readonly nullable: boolean;
  /** How a json or jsonb value is built, where the analysed tree tells it; absent for every other column. */
  readonly json?: JsonShape;
  /**
   * Of text: the values one of which it has wherever it is not NULL, sorted by code unit, where the statement writes them itself (a
   * constant, the branches of a CASE or UNION); absent where it can have another one, or nobody knows.
   */
  readonly literals?: readonly string[];
  /** The column of a table or view that it hands on unchanged, null for an expression. */
  readonly source: { readonly relation: RelationId; readonly column: string } | null;
  /** Whether it came through `*` or `RETURNING *`: the statement does not name it, the code that reads the row decides. */
  readonly wildcard: boolean;
}

/**
 * What a JSON value is built of. `nullable` of a part says whether JSON's null can stand there; of the outermost one whether
 * the JSON value itself can be null, which is not SQL's NULL (the column's own `nullable`).
 */
export type JsonShape =
  /** An object whose keys are all known, each once: of a key that json holds twice the value is one of both. */
  | { readonly kind: 'object'; readonly nullable: boolean; readonly properties: readonly JsonProperty[] }
  /** As with `TypeRef`, arrays of SQL have the dimensions that their column declares, one where it declares none. */
  | { readonly kind: 'array'; readonly nullable: boolean; readonly element: JsonShape }
  /** An object whose keys the data decides. */
  | { readonly kind: 'map'; readonly nullable: boolean; readonly value: JsonShape }
  /**
   * A value of a SQL type as `to_json` writes it; its arrays and domains unfolded to what stands below them, so `dimensions` is 0.
   * `bool` is a boolean; `int2`, `int4`, `int8`, `float4`, `float8` and `numeric` are numbers, but for the texts `NaN`, `Infinity` and
   * `-Infinity`, which all of them but the integers can have; everything else is a text, `oid` and `money` too.
   */
  | { readonly kind: 'scalar'; readonly nullable: boolean; readonly type: TypeRef }
  /**
   * One of several shapes, such as the branches of a CASE; none of them is nullable or a union itself. Of no members it is no value: the
   * element of `[]`, or null alone where it is nullable.
   */
  | { readonly kind: 'union'; readonly nullable: boolean; readonly members: readonly JsonShape[] }
  /** Any JSON; whether it is null is not known either. */
  | { readonly kind: 'unknown' };

export interface JsonProperty {
  readonly name: string;
  /** False for a key that may be left out (`ABSENT ON NULL`, `json_strip_nulls`). */
  readonly always: boolean;
  readonly value: JsonShape;
}

/** What a statement does with one relation. Column lists are sorted by code unit. */
export interface RelationAccess {
  readonly relation: RelationId;
  /** The views on the way to it, outermost first; empty where the statement itself names the relation. */
  readonly through: readonly RelationId[];
  /** Columns it reads by name, anywhere: result, conditions, joins, ordering. */
  readonly read: readonly string[];
  /** Columns that reach its result through `*` only; whether they are used, the code behind it decides. */
  readonly exposed: readonly string[];
  /**
   * Columns it does not read by name, but that it falls with: a view's other columns, what a generated column is computed from, the columns of an upsert's arbiter.
   * A column of `exposed` stands here too where the statement falls with it whatever the code behind it reads: one that comes
   * through a view, one of a UNION.
   */
  readonly needs: readonly string[];
  readonly insert: readonly string[];
  readonly update: readonly string[];
  readonly deletes: boolean;
  /** The columns that an INSERT leaves to their defaults; null where it inserts nothing. */
  readonly omitted: readonly string[] | null;
  /** Whether it reads through `*`: a column that is added tomorrow arrives too. */
  readonly wildcard: boolean;
  /** Whether it takes the row as one value (`to_jsonb(p)`, `SELECT p`). Its columns then stand in `exposed`. */
  readonly wholeRow: boolean;
  /** What an upsert's ON CONFLICT names. */
  readonly arbiter: { readonly constraint: string | null; readonly columns: readonly string[] } | null;
}

/** PostgreSQL takes the statement for an error. */
export interface RefusedStatement {
  readonly kind: 'refused';
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** Offset into the statement's text in UTF-16 code units; null where PostgreSQL names none. */
  readonly offset: number | null;
  /** What is known of it all the same, such as the relations a real parser reads in it. */
  readonly mentions: readonly RelationId[];
}
