import type { RelationId, TypeId } from './identifiers.js';
import type { Snapshot } from './snapshot.js';

/**
 * Everything of a schema that can change under a consumer, read in one database. Compared with a later state of the same database,
 * the oids and attnums tell a rename from a drop and an add. It round-trips through JSON.
 */
export interface SchemaState {
  /** Its columns carry `identityInCatalog`. */
  readonly snapshot: Snapshot;
  readonly details: CatalogDetails;
}

/**
 * What a snapshot leaves out: identities, and what stands beside the tables. Extensions' own objects are left out, as in a snapshot.
 * Every list is sorted by what names its members (code-unit order).
 */
export interface CatalogDetails {
  readonly schemas: readonly SchemaDetail[];
  readonly relations: readonly RelationDetail[];
  readonly constraints: readonly ConstraintDetail[];
  readonly indexes: readonly IndexDetail[];
  readonly triggers: readonly TriggerDetail[];
  readonly policies: readonly PolicyDetail[];
  /** Rewrite rules other than those that make a view a view. */
  readonly rules: readonly RuleDetail[];
  readonly sequences: readonly SequenceDetail[];
  readonly routines: readonly RoutineDetail[];
  readonly types: readonly TypeDetail[];
  /** Operators, casts, collations, text search objects, conversions, event triggers: by kind and name. */
  readonly others: readonly OtherObject[];
  readonly roles: readonly RoleDetail[];
  /** `ALTER DATABASE … SET`, for all roles: setting to value. */
  readonly databaseSettings: Readonly<Record<string, string>>;
  readonly publications: readonly PublicationDetail[];
}

/** One right of one role, `PUBLIC` for everybody, as `aclexplode` tells it. A null ACL is spelled out as its default. */
export interface Privilege {
  readonly grantee: string;
  /** `SELECT`, `INSERT`, `USAGE`, `EXECUTE`, … */
  readonly privilege: string;
}

export interface SchemaDetail {
  readonly oid: number;
  readonly name: string;
  readonly owner: string;
  readonly privileges: readonly Privilege[];
}

export interface RelationDetail {
  readonly oid: number;
  readonly id: RelationId;
  readonly owner: string;
  readonly privileges: readonly Privilege[];
  /** Rights on single columns. */
  readonly columnPrivileges: readonly (Privilege & { readonly column: string })[];
  readonly rowSecurity: boolean;
  readonly forcedRowSecurity: boolean;
  readonly unlogged: boolean;
  /** False for a materialised view that has no data yet; true for all others. */
  readonly populated: boolean;
  /** `pg_class.reloptions`, split: `security_invoker` to `true`, `check_option` to `local`. */
  readonly options: Readonly<Record<string, string>>;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  /** Collations of its columns where a column has another than its type's, by column name. */
  readonly collations: Readonly<Record<string, string>>;
}

export interface ConstraintDetail {
  readonly oid: number;
  readonly relation: RelationId;
  readonly name: string;
  readonly kind: 'check' | 'foreign key' | 'primary key' | 'unique' | 'exclusion';
  /** Its columns in its order; for a check those its expression names. */
  readonly columns: readonly string[];
  /** As `pg_get_constraintdef` prints it. */
  readonly definition: string;
  /** The bare expression of a check, as PostgreSQL prints it; null for all others. */
  readonly expression: string | null;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly validated: boolean;
  /** False for `NOT ENFORCED` (PostgreSQL 18). */
  readonly enforced: boolean;
  readonly references: {
    readonly relation: RelationId;
    readonly columns: readonly string[];
    readonly onDelete: ReferentialAction;
    readonly onUpdate: ReferentialAction;
  } | null;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface IndexDetail {
  readonly oid: number;
  readonly relation: RelationId;
  readonly name: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly valid: boolean;
  /** Key columns, null for an expression. */
  readonly columns: readonly (string | null)[];
  /** The condition of a partial index, as PostgreSQL prints it. */
  readonly predicate: string | null;
  readonly definition: string;
  /** Whether it stands behind a constraint of the same name. */
  readonly ofConstraint: boolean;
  /** False where the constraint behind it can be deferred: it is then no arbiter of an upsert. */
  readonly immediate: boolean;
}

export interface TriggerDetail {
  readonly oid: number;
  readonly relation: RelationId;
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[];
  readonly level: 'row' | 'statement';
  readonly enabled: boolean;
  /** Columns of `UPDATE OF`; empty for every column. */
  readonly columns: readonly string[];
  /** Signature of the function, as in `RoutineDetail.signature`. */
  readonly function: string;
  readonly definition: string;
}

export interface PolicyDetail {
  readonly oid: number;
  readonly relation: RelationId;
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly permissive: boolean;
  /** `PUBLIC` for everybody. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface RuleDetail {
  readonly oid: number;
  readonly relation: RelationId;
  readonly name: string;
  readonly event: 'select' | 'insert' | 'update' | 'delete';
  readonly instead: boolean;
  readonly enabled: boolean;
  readonly definition: string;
}

export interface SequenceDetail {
  readonly oid: number;
  readonly id: RelationId;
  /** The column that owns it (serial, identity). */
  readonly ownedBy: { readonly relation: RelationId; readonly column: string } | null;
  readonly type: string;
  /** Decimal text: may lie beyond 2^53. */
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly start: string;
  readonly cache: string;
  readonly cycle: boolean;
  /** What `nextval` answers next, in the replayed database; null where it would fail. */
  readonly next: string | null;
  readonly privileges: readonly Privilege[];
}

export interface RoutineDetail {
  readonly oid: number;
  /** `public.age_group(date)`: schema, name and the types of its input arguments, as `AnalysedStatement.functions` has it. */
  readonly signature: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** As `pg_get_function_arguments` prints them. */
  readonly arguments: string;
  readonly returns: string | null;
  readonly language: string;
  /** `prosrc`, or what `pg_get_function_sqlbody` prints of a body that PostgreSQL keeps analysed. */
  readonly body: string;
  /** Whether the body is kept analysed (`BEGIN ATOMIC`, `RETURN`): then PostgreSQL itself guards what it uses. */
  readonly bodyIsAnalysed: boolean;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly strict: boolean;
  readonly securityDefiner: boolean;
  /** `SET` clauses: setting to value. */
  readonly settings: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly privileges: readonly Privilege[];
}

export interface TypeDetail {
  readonly oid: number;
  readonly id: TypeId;
  readonly kind: 'enum' | 'domain' | 'composite' | 'range' | 'base';
  /** Labels of an enum with their identity, in the type's own order. */
  readonly labels: readonly { readonly oid: number; readonly label: string }[];
  /** Attributes of a composite with their identity. */
  readonly attributes: readonly { readonly attnum: number; readonly name: string }[];
  readonly privileges: readonly Privilege[];
}

export interface OtherObject {
  readonly oid: number;
  /** In PostgreSQL's words: `operator`, `cast`, `collation`, `text search configuration`, `event trigger`. */
  readonly kind: string;
  /** As `pg_identify_object` names it. */
  readonly name: string;
}

/** A role of the database's cluster but for PostgreSQL's own (`pg_…`) and the one that replays. */
export interface RoleDetail {
  readonly name: string;
  readonly login: boolean;
  readonly superuser: boolean;
  readonly bypassRowSecurity: boolean;
  /** -1 for no limit. */
  readonly connectionLimit: number;
  readonly memberOf: readonly string[];
  /** `ALTER ROLE … SET`, in this database and in all: setting to value. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface PublicationDetail {
  readonly oid: number;
  readonly name: string;
  readonly allTables: boolean;
  readonly relations: readonly RelationId[];
  /** `insert`, `update`, `delete`, `truncate`. */
  readonly events: readonly string[];
}
