import type { ColumnId, RelationId, TypeId } from '@rowpact/model';

/** One consumer's generated module, and what its contract names that the schema does not have. */
export interface GeneratedModule {
  /** The whole file; ends in a newline. The same for the same contract and snapshot, to the byte. */
  readonly text: string;
  /** The module of zod schemas beside it, just as complete; null where the contract asks for none. */
  readonly zod: string | null;
  /** Sorted by name. The module is complete but for these. */
  readonly missing: readonly MissingReference[];
}

/** Something a contract names and the snapshot lacks; `nearest` is the most similar name that does exist, if any is. */
export type MissingReference = MissingRelation | MissingColumn | MissingOverrideTarget;

export interface MissingRelation {
  readonly kind: 'relation';
  readonly relation: RelationId;
  /** As people write it, without the default schema. */
  readonly nearest: string | null;
}

export interface MissingColumn {
  readonly kind: 'column';
  readonly relation: RelationId;
  readonly column: string;
  readonly nearest: string | null;
}

/** The type or column that `generate.types` or `generate.columns` overrides. */
export interface MissingOverrideTarget {
  readonly kind: 'override';
  readonly target: TypeId | ColumnId;
  /** As people write it, without the default schema. */
  readonly nearest: string | null;
}
