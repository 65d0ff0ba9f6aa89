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
  readonly scan: ScanSettings;
  /** The database role that its connection has; null where nobody said. */
  readonly role: string | null;
  readonly relations: readonly ContractRelation[];
}

/** Where a consumer's SQL stands and what it means. Globs are relative to the consumer's folder. */
export interface ScanSettings {
  /** Globs of the files to look into; empty for every file of a kind that can hold SQL. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Whether tests are looked into too. */
  readonly tests: boolean;
  /** Functions, methods and tags of the consumer's own that take SQL. */
  readonly callers: readonly NamedCaller[];
  /** Schemas in the order in which the consumer's connection looks names up; empty for PostgreSQL's default. */
  readonly searchPath: readonly string[];
  /** Relations that the code uses in another database, by name or `schema.*`: they are not looked for in the producer's. */
  readonly foreign: readonly string[];
}

export interface NamedCaller {
  /** `runQuery`, or `db.many` for a method of whatever is named `db`. */
  readonly name: string;
  /** Which argument is the SQL, counted from 1; a tag has it in its template. */
  readonly argument: number;
}

/** What holds where a contract says nothing about scanning. */
export const DEFAULT_SCAN: ScanSettings = {
  include: [],
  exclude: [],
  tests: false,
  callers: [],
  searchPath: [],
  foreign: [],
};

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
  /** Whether text that can only be one of a few values (a literal, a CHECK) is a union of them. */
  readonly literals: boolean;
  /** Whether a second module (`moduleBeside`) types the consumer's statements where they are run. */
  readonly statements: boolean;
  /** Whether a module of zod schemas (`moduleBeside`) describes what is read and written at run time. */
  readonly zod: boolean;
  readonly types: readonly TypeOverride<TypeId>[];
  readonly columns: readonly TypeOverride<ColumnId>[];
}

/**
 * The path of a module that is generated beside the one of the rows: `src/rows.ts` gives `src/rows.statements.ts`, and
 * `src/rows.gen.ts` gives `src/rows.statements.gen.ts`, so that what people say of `*.gen.ts` holds for it too.
 */
export function moduleBeside(file: string, kind: 'statements' | 'zod'): string {
  const [, base = file, ending = '.ts'] = /^(.*?)((?:\.gen|\.generated)?\.[cm]?ts)$/s.exec(file) ?? [];
  return `${base}.${kind}${ending}`;
}

/** The module that is generated beside a `.sql` file, where pgtyped puts its own: `players.sql` gives `players.queries.ts`. */
export function queriesModule(sqlFile: string): string {
  return `${sqlFile.replace(/\.sql$/u, '')}.queries.ts`;
}

/** The `.sql` file that a module of queries stands beside; null for what is not called like one. */
export function sqlFileOf(module: string): string | null {
  return module.endsWith(queriesModule('')) ? `${module.slice(0, -queriesModule('').length)}.sql` : null;
}

/** Every module that is generated for a consumer, the one of the rows first, without those of its `.sql` files; relative to its folder. */
export function generatedModules({
  file,
  statements,
  zod,
}: Pick<GenerateSettings, 'file' | 'statements' | 'zod'>): readonly string[] {
  return [file, ...(statements ? [moduleBeside(file, 'statements')] : []), ...(zod ? [moduleBeside(file, 'zod')] : [])];
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
  /** Columns that stay in the contract though the code uses them nowhere: kept on purpose. */
  readonly keep: readonly string[];
  /** Overrides the module's setting for this relation; null to follow it. */
  readonly expose: Expose | null;
}
