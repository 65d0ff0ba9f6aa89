import type { ExpandNames } from './type-names.js';
import type { RelationId, ResultColumn, RowProperty, RowType, Snapshot } from '@rowpact/model';

/** What `matchRowTypes` leans on. */
export interface MatchContext {
  readonly snapshot: Pick<Snapshot, 'relations' | 'enums'>;
  /** By the statement's place, `file:line:column`; a statement that PostgreSQL refused has no entry. */
  readonly results: ReadonlyMap<string, StatementAnswer>;
  /** TypeScript of what the consumer's driver reads from a column, such as `string | null`; null where nobody knows. */
  readonly typeOf: (
    relation: RelationId,
    column: string,
  ) => { readonly read: string; readonly nullable: boolean } | null;
  /** What the names in a property's type stand for (`nameExpander`); without it they are not looked into. */
  readonly expand?: ExpandNames;
  /** The consumer's generated module, relative to its folder: its types are not written by hand. */
  readonly generated?: string | null;
}

/** What one statement answers, and the relations that it names. */
export interface StatementAnswer {
  readonly relations: readonly RelationId[];
  readonly columns: readonly Pick<ResultColumn, 'name' | 'source'>[];
}

/** The relation whose rows a hand-written type describes, and where the two differ. */
export interface RowTypeMatch {
  readonly rowType: RowType;
  readonly relation: RelationId;
  /** All the relation's columns, in its own order. */
  readonly columns: readonly string[];
  /** Others that it could describe just as well: then nothing is claimed of it, and nothing replaced. */
  readonly rivals: readonly RelationId[];
  readonly evidence: MatchEvidence;
  /** `JSON`: no statement is typed by it and its dates are text, so it is the row as another service sends it. */
  readonly form: 'row' | 'JSON';
  /** Whether it spells columns in camel case, so that something renames them on the way. */
  readonly camelCase: boolean;
  /** Whether it is the full row: it has every column, or a statement that it types answers every column. */
  readonly whole: boolean;
  /** In the order of the type. */
  readonly properties: readonly MatchedProperty[];
  /** Properties that neither a column nor a result column is behind. */
  readonly stale: readonly RowProperty[];
  /** Columns of the full row that the type does not have, in the table's order; empty for a type that is a part of the row. */
  readonly missing: readonly string[];
  readonly wronglyTyped: readonly WrongProperty[];
  readonly wronglyNullable: readonly WrongProperty[];
}

/** Why a type is taken for a relation's row, best first: a statement hands its columns to it, its name, its properties alone. */
export type MatchEvidence = 'statements' | 'name' | 'columns';

export interface MatchedProperty {
  readonly property: RowProperty;
  readonly role: PropertyRole;
  /** The column that it is or spells; null where there is none. */
  readonly column: string | null;
  /** What the driver reads from the column, null included; null where nobody knows. */
  readonly generated: string | null;
}

export type PropertyRole =
  /** A column that can take the generated type. */
  | 'column'
  /** A column of which the type says more than the database knows: its own type must stay. */
  | 'own type'
  /** A column in camel case. */
  | 'camelCase'
  /** A statement answers it as an expression, under an alias, or from another relation. */
  | 'computed'
  /** No column, but nothing says that there ought to be one: code fills it in. */
  | 'extra'
  /** A column that does not exist. */
  | 'stale';

export interface WrongProperty {
  readonly property: RowProperty;
  readonly column: string;
  /** What the driver reads, null included. */
  readonly generated: string;
}
