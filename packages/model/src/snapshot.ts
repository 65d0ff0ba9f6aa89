import type { RelationId, TypeId } from './identifiers.js';

/**
 * A database schema at one revision, as PostgreSQL's catalog has it. Everything is sorted by id (code-unit order),
 * but for columns, labels and attributes, which keep the database's order. It round-trips through JSON.
 */
export interface Snapshot {
  readonly schemas: readonly SchemaInfo[];
  readonly extensions: readonly ExtensionInfo[];
  readonly relations: readonly Relation[];
  readonly enums: readonly EnumType[];
  readonly domains: readonly DomainType[];
  readonly composites: readonly CompositeType[];
  readonly ranges: readonly RangeType[];
  readonly functions: readonly FunctionInfo[];
}

export interface SchemaInfo {
  readonly name: string;
  readonly comment: string | null;
}

export interface ExtensionInfo {
  readonly name: string;
  readonly schema: string;
  readonly version: string;
}

export type RelationKind = 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table';

export interface Relation {
  readonly id: RelationId;
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  readonly comment: string | null;
  /** Columns in the table's own order, dropped ones left out. */
  readonly columns: readonly Column[];
  /** Set on a partition: its parent and its bound as `pg_get_expr` prints it. */
  readonly partitionOf: { readonly parent: RelationId; readonly bound: string } | null;
  /** Set on a partitioned table: its key as `pg_get_partkeydef` prints it. */
  readonly partitionKey: string | null;
  /** Parents by INHERITS (never by partitioning), in order. */
  readonly inherits: readonly RelationId[];
  readonly primaryKey: KeyConstraint | null;
  readonly uniques: readonly KeyConstraint[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly CheckConstraint[];
  readonly exclusions: readonly ExclusionConstraint[];
  /** Unique indexes that stand behind no constraint. */
  readonly uniqueIndexes: readonly UniqueIndex[];
  /** The query of a view or materialised view, as `pg_get_viewdef` prints it. */
  readonly definition: string | null;
}

export interface Column {
  readonly name: string;
  readonly type: TypeRef;
  /** Whether a read can answer NULL. False for NOT NULL columns, NOT NULL domains, and view columns proven so. */
  readonly nullable: boolean;
  /** The default as `pg_get_expr` prints it; null for none, and for generated columns. A domain's default is the domain's. */
  readonly default: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: { readonly kind: 'stored' | 'virtual'; readonly expression: string } | null;
  /** False where no INSERT or UPDATE can name it: generated columns, and the columns of views that cannot be written through. */
  readonly writable: boolean;
  readonly comment: string | null;
  /** The column's place in its database (`pg_class.oid`, `pg_attribute.attnum`); absent once the snapshot has left it. */
  readonly identityInCatalog?: { readonly relation: number; readonly attnum: number };
}

export type TypeKind = 'base' | 'enum' | 'domain' | 'composite' | 'range' | 'multirange' | 'pseudo';

/** A use of a type. For an array everything but `display` and `dimensions` speaks of the element. */
export interface TypeRef {
  /** As `format_type` prints it: `numeric(10,2)`, `text[]`, `timestamp with time zone`. */
  readonly display: string;
  /** The type's id by catalog name: `pg_catalog.int4`, `public.contract_status`. */
  readonly id: TypeId;
  readonly kind: TypeKind;
  /** `pg_attribute.atttypmod`, null where there is none. */
  readonly typmod: number | null;
  /** Declared array dimensions, 0 for no array. A column of an array type declared without dimensions has 1. */
  readonly dimensions: number;
}

export interface KeyConstraint {
  readonly name: string;
  readonly columns: readonly string[];
  readonly definition: string;
  readonly deferrable: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: { readonly relation: RelationId; readonly columns: readonly string[] };
  readonly definition: string;
}

export interface CheckConstraint {
  readonly name: string;
  /** As `pg_get_constraintdef` prints it: `CHECK (…)`, and behind that what limits it (`NOT VALID`, `NO INHERIT`). */
  readonly definition: string;
  /** Set where it compares by a collation that takes different texts for equal; absent where none is known to. */
  readonly nondeterministic?: true;
}

export interface ExclusionConstraint {
  readonly name: string;
  readonly definition: string;
}

export interface UniqueIndex {
  readonly name: string;
  /** Key columns by name, null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly definition: string;
}

export interface EnumType {
  readonly id: TypeId;
  readonly schema: string;
  readonly name: string;
  /** In the order of the type itself (`enumsortorder`). */
  readonly labels: readonly string[];
  readonly comment: string | null;
}

export interface DomainType {
  readonly id: TypeId;
  readonly schema: string;
  readonly name: string;
  readonly base: TypeRef;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly checks: readonly CheckConstraint[];
  readonly comment: string | null;
}

export interface CompositeType {
  readonly id: TypeId;
  readonly schema: string;
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: TypeRef }[];
  readonly comment: string | null;
}

export interface RangeType {
  readonly id: TypeId;
  readonly schema: string;
  readonly name: string;
  readonly subtype: TypeRef;
  /** The multirange type that belongs to it; null on servers before PostgreSQL 14. */
  readonly multirange: TypeId | null;
  readonly comment: string | null;
}

/** A function, procedure, aggregate or window function of the producer's own (none that an extension brought). */
export interface FunctionInfo {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Arguments as `pg_get_function_arguments` prints them, with names, modes and defaults. */
  readonly arguments: string;
  /** Identity arguments (`pg_get_function_identity_arguments`): with schema and name the function's key. */
  readonly identityArguments: string;
  /** As `pg_get_function_result` prints it; null for a procedure. */
  readonly returns: string | null;
  readonly language: string;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly strict: boolean;
  readonly securityDefiner: boolean;
}
