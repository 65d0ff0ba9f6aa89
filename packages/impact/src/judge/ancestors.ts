import type { RelationId, Snapshot } from '@rowpact/model';

/** A relation, and those that it is a partition of or inherits from in turn: whoever reads them reads its rows. */
export function withAncestors(relation: RelationId, { relations }: Snapshot): readonly RelationId[] {
  const found = [relation];
  for (const id of found) {
    const own = relations.find((each) => each.id === id);
    for (const parent of [...(own?.partitionOf ? [own.partitionOf.parent] : []), ...(own?.inherits ?? [])]) {
      if (!found.includes(parent)) found.push(parent);
    }
  }
  return found;
}
