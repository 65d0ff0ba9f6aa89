import type { ColumnId, RelationId, TypeId } from './identifiers.js';

/** What one consumer uses of one producer, and how its row types are written: its `consumers/<name>.yaml`. */
export interface Contract {
  readonly consumer: string;
  readonly producer: string;
  readonly description: string | null;
  readonly owners: readonly string[];
  /** The consumer's folder, relative to the registry's root folder. */
  readonly source: string;
  /** Null for a consumer that is registered but takes no generated types. */
  readonly generate: GenerateSettings | null;
  readonly relations: readonly ContractRelation[];
}

/** Which columns of a relation its row type has: those the contract names, or every column there is. */
export type Expose = 'contracted' | 'all';

/** Which driver's default parsers the types describe. */
export type DriverName = 'pg' | 'postgres';

export interface GenerateSettings {
  /** The generated module, relative to the consumer's folder. */
  readonly file: string;
  readonly driver: DriverName;
  /** Null: `all` for a relation read through a wildcard, `contracted` for the others. */
  readonly expose: Expose | null;
  /** Whether the module also has Kysely's `Database`. */
  readonly kysely: boolean;
  /** Whether array elements may be NULL in the types; PostgreSQL itself never rules it out. */
  readonly arrayElements: 'not null' | 'nullable';
  readonly types: readonly TypeOverride<TypeId>[];
  readonly columns: readonly TypeOverride<ColumnId>[];
}

/** The TypeScript type to write for a database type or one column, and the import it needs. */
export interface TypeOverride<Target extends TypeId | ColumnId> {
  readonly target: Target;
  /** TypeScript for what a read answers. */
  readonly type: string;
  /** TypeScript for what a write accepts; the read type where null. */
  readonly write: string | null;
  readonly import: { readonly from: string; readonly name: string } | null;
}

export interface ContractRelation {
  readonly relation: RelationId;
  /** Base of the type names (`Player` gives `PlayerRow`); derived from the relation's name where null. */
  readonly name: string | null;
  /** Whether the consumer reads every column there is, now and later (`SELECT *`, whole rows). */
  readonly wildcard: boolean;
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Overrides the module's setting for this relation; null to follow it. */
  readonly expose: Expose | null;
}
