import type { Location } from './failure.js';
import type { RelationId, TypeId } from './identifiers.js';
import type {
  ConstraintDetail,
  IndexDetail,
  PolicyDetail,
  RoleDetail,
  RoutineDetail,
  RuleDetail,
  SequenceDetail,
  TriggerDetail,
} from './schema-state.js';
import type { Column, RelationKind, TypeRef } from './snapshot.js';

/** The migration and the statement in it that made a change. */
export interface ChangeOrigin {
  /** The migration's label. */
  readonly migration: string;
  /** Where the statement begins, from the registry's root on. */
  readonly location: Required<Location>;
  /** The statement's text. */
  readonly statement: string;
}

/**
 * One difference between two states of a schema, without any opinion on it. `relation` and other names are those before the
 * change where the thing was there before, else those after it. Created and dropped within the migrations: no change.
 */
export type Change = SchemaChange & { readonly origin: ChangeOrigin | null };

export type SchemaChange =
  | ColumnChange
  | RelationChange
  | ConstraintChange
  | TypeChange
  | RoutineChange
  | AccessChange
  | SequenceChange
  | SetChange
  | DataChange;

export type ChangeKind = SchemaChange['kind'];

interface OfColumn {
  readonly relation: RelationId;
  readonly column: string;
}

export type ColumnChange =
  | (OfColumn & { readonly kind: 'column-added'; readonly after: Column; readonly comparable: boolean })
  /** `cascaded`: it went with something else (a type, a table it was computed from) and was not named itself. */
  | (OfColumn & { readonly kind: 'column-dropped'; readonly before: Column; readonly cascaded: boolean })
  /** Dropped and added again under the same name: what it held is gone. */
  | (OfColumn & { readonly kind: 'column-recreated'; readonly before: Column; readonly after: Column })
  /** `taken`: another column has its old name now (two names were swapped). */
  | (OfColumn & { readonly kind: 'column-renamed'; readonly to: string; readonly taken: boolean })
  | (OfColumn & {
      readonly kind: 'column-type-changed';
      readonly before: TypeRef;
      readonly after: TypeRef;
      /** Of text columns, where it is another one. */
      readonly collation: { readonly before: string | null; readonly after: string | null } | null;
    })
  | (OfColumn & { readonly kind: 'column-not-null-set'; readonly hasDefault: boolean })
  | (OfColumn & { readonly kind: 'column-not-null-dropped' })
  | (OfColumn & {
      readonly kind: 'column-default-changed';
      readonly before: string | null;
      readonly after: string | null;
      readonly nullable: boolean;
    })
  | (OfColumn & {
      readonly kind: 'column-identity-changed';
      readonly before: Column['identity'];
      readonly after: Column['identity'];
      readonly default: string | null;
    })
  | (OfColumn & {
      readonly kind: 'column-generated-changed';
      readonly before: Column['generated'];
      readonly after: Column['generated'];
    })
  /** A view's column that can (no longer) be written through. */
  | (OfColumn & { readonly kind: 'column-writable-changed'; readonly writable: boolean })
  | {
      readonly kind: 'columns-reordered';
      readonly relation: RelationId;
      readonly before: readonly string[];
      readonly after: readonly string[];
    };

interface OfRelation {
  readonly relation: RelationId;
}

export type RelationChange =
  | (OfRelation & { readonly kind: 'relation-created'; readonly after: RelationKind })
  | (OfRelation & { readonly kind: 'relation-dropped'; readonly before: RelationKind; readonly cascaded: boolean })
  /** Another name or schema for the same relation. */
  | (OfRelation & { readonly kind: 'relation-renamed'; readonly to: RelationId })
  /** Another relation has the name now: a table became a view, a view was made again, a table was rebuilt. */
  | (OfRelation & {
      readonly kind: 'relation-replaced';
      readonly before: RelationKind;
      readonly after: RelationKind;
      readonly renamedTo: RelationId | null;
    })
  | (OfRelation & { readonly kind: 'view-definition-changed'; readonly before: string; readonly after: string })
  /** `security_invoker`, `check_option`, `security_barrier`. */
  | (OfRelation & {
      readonly kind: 'view-option-changed';
      readonly option: string;
      readonly before: string | null;
      readonly after: string | null;
    })
  | (OfRelation & { readonly kind: 'view-unpopulated' })
  /** A partition or an INHERITS child that the parent has gained or lost; `gone`: the child itself was dropped. */
  | (OfRelation & {
      readonly kind: 'child-attached' | 'child-detached';
      readonly child: RelationId;
      readonly how: 'partition' | 'inheritance';
      readonly bound: string | null;
      readonly gone: boolean;
    })
  | (OfRelation & {
      readonly kind: 'partition-key-changed';
      readonly before: string | null;
      readonly after: string | null;
    })
  | (OfRelation & { readonly kind: 'owner-changed'; readonly before: string; readonly after: string })
  | (OfRelation & { readonly kind: 'row-security-changed'; readonly enabled: boolean; readonly forced: boolean })
  | (OfRelation & { readonly kind: 'storage-changed'; readonly what: string })
  | { readonly kind: 'schema-created' | 'schema-dropped'; readonly schema: string }
  | { readonly kind: 'schema-renamed'; readonly schema: string; readonly to: string }
  | { readonly kind: 'comment-changed'; readonly subject: string };

export type ConstraintChange =
  | { readonly kind: 'constraint-added'; readonly relation: RelationId; readonly after: ConstraintDetail }
  | {
      readonly kind: 'constraint-dropped';
      readonly relation: RelationId;
      readonly before: ConstraintDetail;
      readonly cascaded: boolean;
    }
  | {
      readonly kind: 'constraint-renamed';
      readonly relation: RelationId;
      readonly before: ConstraintDetail;
      readonly to: string;
    }
  | {
      readonly kind: 'constraint-changed';
      readonly relation: RelationId;
      readonly before: ConstraintDetail;
      readonly after: ConstraintDetail;
    }
  | { readonly kind: 'index-added'; readonly relation: RelationId; readonly after: IndexDetail }
  | { readonly kind: 'index-dropped'; readonly relation: RelationId; readonly before: IndexDetail }
  | {
      readonly kind: 'index-changed';
      readonly relation: RelationId;
      readonly before: IndexDetail;
      readonly after: IndexDetail;
    };

interface OfType {
  readonly type: TypeId;
}

export type TypeChange =
  | (OfType & { readonly kind: 'enum-label-added'; readonly label: string; readonly last: boolean })
  | (OfType & { readonly kind: 'enum-label-renamed'; readonly label: string; readonly to: string })
  | (OfType & { readonly kind: 'enum-label-removed'; readonly label: string })
  | (OfType & { readonly kind: 'enum-reordered' })
  | (OfType & { readonly kind: 'type-created' })
  | (OfType & { readonly kind: 'type-dropped'; readonly cascaded: boolean })
  | (OfType & { readonly kind: 'type-renamed'; readonly to: TypeId })
  /** Dropped and made again under the same name. */
  | (OfType & { readonly kind: 'type-recreated' })
  | (OfType & {
      readonly kind: 'attribute-added' | 'attribute-dropped' | 'attribute-type-changed';
      readonly attribute: string;
    })
  | (OfType & { readonly kind: 'attribute-renamed'; readonly attribute: string; readonly to: string })
  | (OfType & {
      readonly kind: 'domain-check-added' | 'domain-check-dropped';
      readonly check: { readonly name: string; readonly definition: string };
    })
  | (OfType & { readonly kind: 'domain-not-null-changed'; readonly notNull: boolean })
  | (OfType & {
      readonly kind: 'domain-default-changed';
      readonly before: string | null;
      readonly after: string | null;
    })
  | (OfType & { readonly kind: 'range-changed' });

export type RoutineChange =
  | { readonly kind: 'routine-created'; readonly after: RoutineDetail }
  | { readonly kind: 'routine-dropped'; readonly before: RoutineDetail; readonly cascaded: boolean }
  | { readonly kind: 'routine-renamed'; readonly before: RoutineDetail; readonly after: RoutineDetail }
  /** Body, result, volatility, strictness, security or settings. */
  | {
      readonly kind: 'routine-changed';
      readonly before: RoutineDetail;
      readonly after: RoutineDetail;
      readonly what: readonly RoutineAspect[];
    }
  | { readonly kind: 'trigger-added'; readonly relation: RelationId; readonly after: TriggerDetail }
  /** Also disabled. */
  | {
      readonly kind: 'trigger-dropped';
      readonly relation: RelationId;
      readonly before: TriggerDetail;
      readonly disabled: boolean;
    }
  | {
      readonly kind: 'trigger-changed';
      readonly relation: RelationId;
      readonly before: TriggerDetail;
      readonly after: TriggerDetail;
    }
  | { readonly kind: 'rule-added'; readonly relation: RelationId; readonly after: RuleDetail }
  | { readonly kind: 'rule-dropped'; readonly relation: RelationId; readonly before: RuleDetail }
  | {
      readonly kind: 'rule-changed';
      readonly relation: RelationId;
      readonly before: RuleDetail;
      readonly after: RuleDetail;
    }
  | { readonly kind: 'extension-added' | 'extension-dropped'; readonly extension: string; readonly version: string }
  | { readonly kind: 'extension-updated'; readonly extension: string; readonly before: string; readonly after: string }
  /** Operators, casts, collations, text search objects and the like. */
  | { readonly kind: 'object-created' | 'object-dropped'; readonly object: string; readonly name: string };

export type RoutineAspect = 'body' | 'arguments' | 'result' | 'volatility' | 'strictness' | 'security' | 'settings';

export type AccessChange =
  | (OnObject & {
      readonly kind: 'privilege-revoked' | 'privilege-granted';
      readonly grantee: string;
      readonly privilege: string;
      readonly columns: readonly string[] | null;
    })
  | { readonly kind: 'policy-added'; readonly relation: RelationId; readonly after: PolicyDetail }
  | { readonly kind: 'policy-dropped'; readonly relation: RelationId; readonly before: PolicyDetail }
  | {
      readonly kind: 'policy-changed';
      readonly relation: RelationId;
      readonly before: PolicyDetail;
      readonly after: PolicyDetail;
    }
  | { readonly kind: 'role-created' | 'role-dropped'; readonly role: string }
  | { readonly kind: 'role-changed'; readonly role: string; readonly before: RoleDetail; readonly after: RoleDetail }
  /** Role null: a setting of the whole database. */
  | {
      readonly kind: 'setting-changed';
      readonly role: string | null;
      readonly setting: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly kind: 'publication-changed'; readonly publication: string; readonly what: string };

/** What a privilege is on. Privileges of columns stand with their relation. */
export interface OnObject {
  readonly on: 'relation' | 'sequence' | 'routine' | 'schema' | 'type';
  /** Relation id, routine signature, schema name or type id. */
  readonly object: string;
}

export type SequenceChange =
  | { readonly kind: 'sequence-created'; readonly after: SequenceDetail }
  | { readonly kind: 'sequence-dropped'; readonly before: SequenceDetail }
  | { readonly kind: 'sequence-renamed'; readonly before: SequenceDetail; readonly to: RelationId }
  /** `restarted`: what comes next has come before. `exhausted`: nothing comes next. */
  | {
      readonly kind: 'sequence-changed';
      readonly before: SequenceDetail;
      readonly after: SequenceDetail;
      readonly restarted: boolean;
      readonly exhausted: boolean;
    };

/** The set of migrations itself was changed where it had run already. */
export type SetChange =
  /** `after`: label of the last migration that had run before it came. */
  | { readonly kind: 'migration-inserted'; readonly migration: string; readonly file: string; readonly after: string }
  | { readonly kind: 'migration-edited'; readonly migration: string; readonly file: string }
  | { readonly kind: 'migration-deleted'; readonly migration: string };

/** A migration changes rows of a relation that was there before; or declares it in a `data:` note. */
export type DataChange =
  | {
      readonly kind: 'data-written';
      readonly relation: RelationId;
      readonly how: 'insert' | 'update' | 'delete' | 'truncate';
      readonly columns: readonly string[];
    }
  | { readonly kind: 'data-declared'; readonly relations: readonly RelationId[]; readonly note: string };
