import type { Location } from './failure.js';

/** One SQL text that a consumer sends, as its source builds it. Paths are relative to the consumer's folder. */
export interface Statement {
  /** What PostgreSQL gets: fragments put together, each interpolated value a parameter `$1`, `$2`, … */
  readonly text: string;
  /** See `fingerprintOf`: the same after moving, reformatting and commenting. */
  readonly fingerprint: string;
  /** Where the text begins; for a chain of calls, where the chain begins. */
  readonly place: Place;
  /** What sends it. */
  readonly caller: Caller;
  /** Where the parts of the text stand in the source, sorted by `at`; the first is at 0. */
  readonly origins: readonly TextOrigin[];
}

/** A text that the source hands to a driver whole: where it is a literal, TypeScript knows it too, byte for byte. */
export interface SentText {
  readonly text: string;
  /** Where the call stands that sends it. */
  readonly place: Required<Location>;
  readonly caller: Caller;
  /** The text of the one statement in it, as it stands in `statements`; null for several, for none, for what could not be read. */
  readonly statement: string | null;
  /** Whether it goes through an object that the package `pg` types. */
  readonly throughPg: boolean;
  /** Whether TypeScript is sure to see an answer that cannot be awaited: the text is a literal, and the call is awaited. */
  readonly awaited: boolean;
}

/** A statement of a `.sql` file, as whoever wants a function of it needs to know it. */
export interface FileQuery {
  /** As the header gives it; the file's own where the statement has none and the file holds no other; null otherwise. */
  readonly name: string | null;
  /** That of the statement, in `statements` too unless `unfit`. */
  readonly place: Required<Location>;
  readonly text: string;
  readonly answer: FileQueryAnswer;
  /** Of `$1`, `$2`, …, in order. */
  readonly parameters: readonly FileQueryParameter[];
  /** Why nobody can write a function of it, in words that go on from its place; null where somebody can. */
  readonly unfit: string | null;
}

/** What its header says that a statement answers: rows, the first of them, nothing, a count of rows; `rows` where it says nothing. */
export type FileQueryAnswer = 'rows' | 'row' | 'nothing' | 'count';

export interface FileQueryParameter {
  /** Null for one that stands as a number in the file; `player.name` for a property of an object. */
  readonly name: string | null;
  /** Whether the file says that it is never NULL: pgtyped's `:id!`. */
  readonly required: boolean;
}

/**
 * A call of which TypeScript knows no text (a tag, a cursor), and that takes the type of its rows as a type argument.
 */
export interface TypeableCall {
  /** Where it begins. */
  readonly place: Place;
  readonly caller: Caller;
  /** Where its type argument stands, or goes: behind the tag, the function or the constructor. */
  readonly argumentAt: Required<Location>;
  /** Whether the argument is the type of one row, or that of the list of them. */
  readonly takes: 'row' | 'rows';
  /** The one statement that it sends, in each of its branches, as they stand in `statements`; sorted. */
  readonly statements: readonly string[];
  /** Whether it sends nothing else: false where a branch is not known, or sends several statements at once. */
  readonly complete: boolean;
  /** The type argument as it is written; null for none. */
  readonly given: string | null;
  /** What `given` names of modules that rowpact generated for statements, each once. */
  readonly names: readonly StatementTypeName[];
}

/** A name that comes from a module of statements. */
export interface StatementTypeName {
  /** As the module calls it. */
  readonly name: string;
  /** What the module is imported as. */
  readonly from: string;
}

/** What a statement is handed to: a library's function or tag, a file of SQL, or what the contract's `scan.callers` names. */
export type Caller =
  | 'pg'
  | 'postgres'
  | 'kysely'
  | 'knex'
  | 'slonik'
  | 'pg-promise'
  | 'drizzle'
  | 'prisma'
  | 'typeorm'
  | 'sequelize'
  | '@databases/pg'
  | 'sql file'
  | 'named caller'
  /** Of a declaration only: a hand-written type that is given to a statement as its type argument. */
  | 'row type';

/** A place in a consumer's source, and the function, method or component around it; null at the top of a module. */
export interface Place extends Required<Location> {
  readonly within: string | null;
}

/**
 * From `at` (offset in the statement's text, UTF-16 code units) on, the text stands in the source character by character
 * from this place: the column moves with each character, the line with each line feed. It holds up to the next origin.
 */
export interface TextOrigin extends Required<Location> {
  readonly at: number;
  /** True where the text does not stand in the source as it is (a parameter, a quoted name): all of it is at this place. */
  readonly fixed?: true;
}

/** Why the SQL at a place could not be read to its end. */
export type BlindReason =
  /** A table's or column's name, a clause or an operator comes from a value that is not known here. */
  | 'dynamic fragment'
  /** The whole text comes from a value that is not known here. */
  | 'dynamic text'
  /** The text is built in a loop, or by code that cannot be followed. */
  | 'built by code'
  /** It has more branches than are worth following. */
  | 'too many branches'
  /** It is longer or has more placeholders than PostgreSQL or the scanner takes. */
  | 'too large'
  /** Not PostgreSQL: another dialect, or a library's own query language. */
  | 'other dialect'
  /** The text is known and PostgreSQL takes it, but what it makes the database run cannot be seen: a DO block, a procedure. */
  | 'code in the database';

/** A place where a consumer builds SQL in a way that could not be read to its end. Nobody knows what it uses. */
export interface Blind {
  readonly place: Place;
  readonly caller: Caller;
  readonly reason: BlindReason;
  /** One sentence with the names in question: ``table name comes from `table` (a parameter of `countRows`)``. */
  readonly detail: string;
  /** What is known of the text, `…` in place of what is not; null where nothing is. */
  readonly text: string | null;
  /**
   * Texts that are worth analysing instead, best first (the dynamic part as a parameter, left out, as a condition that holds): the
   * first that PostgreSQL takes says what is known to be used. The place stays a blind.
   */
  readonly attempts: readonly SqlText[];
}

/** A text with the places of its parts. */
export type SqlText = Pick<Statement, 'text' | 'origins'>;

/**
 * A table whose columns the consumer declares: for an ORM or query builder, which reads and writes all of them, or (`row type`)
 * in a type for the rows of a statement, behind which the code decides what is read.
 */
export interface TableDeclaration {
  readonly place: Place;
  /** What declares it. */
  readonly caller: Caller;
  /** Null where the declaration names no schema. */
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly DeclaredColumn[];
}

export interface DeclaredColumn {
  /** The column's name in the database. */
  readonly name: string;
  readonly location: Required<Location>;
}

/** A type for rows that is written by hand in the consumer. */
export interface RowType {
  readonly name: string;
  readonly kind: 'interface' | 'type alias' | 'zod object' | 'class';
  readonly location: Required<Location>;
  readonly properties: readonly RowProperty[];
  /** Statements whose rows it types (type arguments, annotations, casts), by the place of the statement; may be empty. */
  readonly statements: readonly Required<Location>[];
}

export interface RowProperty {
  readonly name: string;
  /** As it is written, such as `number | null`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly optional: boolean;
  readonly location: Required<Location>;
}

/** What a consumer does with the rows of one statement after they arrived. */
export interface RowUse {
  /** The statement's place. */
  readonly statement: Required<Location>;
  /** Reads of one column, by name. Sorted by file, line and column. */
  readonly reads: readonly RowRead[];
  /** Places where the whole row goes where it cannot be followed: every column counts as read there. */
  readonly escapes: readonly RowEscape[];
}

export interface RowRead {
  readonly column: string;
  readonly location: Required<Location>;
}

export interface RowEscape {
  readonly location: Required<Location>;
  /** In words: `JSON response`, `spread into an unknown call`, `returned from an exported function that a .js file imports`. */
  readonly how: string;
}

/** What a scan of one consumer found. Everything is sorted by file, line and column. */
export interface ConsumerScan {
  readonly statements: readonly Statement[];
  readonly blinds: readonly Blind[];
  /** What is handed to drivers as text. */
  readonly texts: readonly SentText[];
  /** The statements of `.sql` files. */
  readonly queries: readonly FileQuery[];
  /** What takes the type of its rows where it is called. */
  readonly calls: readonly TypeableCall[];
  readonly tables: readonly TableDeclaration[];
  /** Files that were looked into. */
  readonly files: number;
  /** Files that rowpact wrote: they are not searched. */
  readonly generated: readonly string[];
  /** Files that could not be read or parsed, each with its place: what they hold is unknown. */
  readonly unreadable: readonly UnreadableFile[];
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

export interface UnreadableFile {
  readonly location: Location;
  readonly reason: string;
}

/** Where the character at an offset of a statement's text stands in the source. */
export function placeInSource({ text, origins }: SqlText, offset: number): Required<Location> {
  let origin = origins[0];
  for (const candidate of origins) if (candidate.at <= offset) origin = candidate;
  if (origin === undefined) throw new TypeError('a statement without origins');
  const { file, line, column, at, fixed } = origin;
  if (fixed) return { file, line, column };
  const before = text.slice(at, offset);
  const lastBreak = before.lastIndexOf('\n');
  if (lastBreak < 0) return { file, line, column: column + before.length };
  return { file, line: line + before.split('\n').length - 1, column: before.length - lastBreak };
}
