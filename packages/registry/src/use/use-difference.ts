import { byCodeUnit, type ContractRelation, type RelationId } from '@rowpact/model';
import type { RelationUse } from './relation-use.js';

/** How what a contract says differs from what the code does. Sorted by relation, then column, then access. */
export interface UseDifference {
  readonly addedRelations: readonly RelationId[];
  readonly removedRelations: readonly RelationId[];
  readonly added: readonly ColumnDifference[];
  readonly removed: readonly ColumnDifference[];
  /** Relations that are now read through a wildcard (`true`) or no more. */
  readonly wildcards: readonly { readonly relation: RelationId; readonly wildcard: boolean }[];
}

export interface ColumnDifference {
  readonly relation: RelationId;
  readonly column: string;
  readonly access: 'read' | 'write';
}

/** Compares a contract's relations with what the code uses. A relation that only keeps columns counts as not used. */
export function useDifference(
  contracted: readonly ContractRelation[],
  used: ReadonlyMap<RelationId, RelationUse>,
): UseDifference {
  const before = new Map(contracted.map((relation) => [relation.relation, relation]));
  const relations = [...new Set([...before.keys(), ...used.keys()])].sort(byCodeUnit);
  const pairs = relations.map((relation) => ({ relation, was: before.get(relation), is: used.get(relation) }));
  return {
    addedRelations: pairs.flatMap(({ relation, was }) => (was ? [] : [relation])),
    removedRelations: pairs.flatMap(({ relation, was, is }) => (is || !was || isOnlyKept(was) ? [] : [relation])),
    added: pairs.flatMap(({ relation, was, is }) => missingFrom(was, is, relation)),
    removed: pairs.flatMap(({ relation, was, is }) => missingFrom(is, was, relation)),
    wildcards: pairs.flatMap(({ relation, was, is }) => {
      const wildcard = is?.wildcard ?? false;
      return wildcard === (was?.wildcard ?? false) ? [] : [{ relation, wildcard }];
    }),
  };
}

type Columns = Pick<RelationUse, 'read' | 'write'>;

function missingFrom(
  known: Columns | undefined,
  named: Columns | undefined,
  relation: RelationId,
): readonly ColumnDifference[] {
  return (['read', 'write'] as const)
    .flatMap((access) =>
      (named?.[access] ?? [])
        .filter((column) => !(known?.[access] ?? []).includes(column))
        .map((column) => ({ relation, column, access })),
    )
    .sort((a, b) => byCodeUnit(a.column, b.column) || byCodeUnit(a.access, b.access));
}

function isOnlyKept({ keep, read, write, wildcard }: ContractRelation): boolean {
  return keep.length > 0 && read.length === 0 && write.length === 0 && !wildcard;
}
