import { byCodeUnit, type RelationId } from '@rowpact/model';

/** What a consumer's code uses of one relation that it names itself: what the contract is to say of it. */
export interface RelationUse {
  readonly relation: RelationId;
  readonly wildcard: boolean;
  /** In the order in which new columns are to stand; a table's own order reads best. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** Uses of one relation that were given twice, as one; sorted by relation, each column once. */
export function byRelation(uses: readonly RelationUse[]): ReadonlyMap<RelationId, RelationUse> {
  const merged = new Map<RelationId, RelationUse>();
  for (const use of [...uses].sort((a, b) => byCodeUnit(a.relation, b.relation))) {
    const before = merged.get(use.relation);
    merged.set(use.relation, {
      relation: use.relation,
      wildcard: use.wildcard || (before?.wildcard ?? false),
      read: [...new Set([...(before?.read ?? []), ...use.read])],
      write: [...new Set([...(before?.write ?? []), ...use.write])],
    });
  }
  return merged;
}
