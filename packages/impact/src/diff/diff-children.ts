import type { CatalogIdentity, RelationId } from '@rowpact/model';
import { nameBefore, type Comparison } from './comparison.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';
import type { RelationState, StateIndex } from './state-index.js';

interface Link {
  readonly parent: RelationId;
  readonly child: RelationState;
  readonly how: 'partition' | 'inheritance';
  readonly bound: string | null;
}

/** Partitions and INHERITS children that a parent, which is there before and after, has gained or lost. Another bound is both. */
export function diffChildren(comparison: Comparison): readonly FoundChange[] {
  const { before, after, names } = comparison;
  const { kept, gone, added } = matchMembers(linksOf(before), linksOf(after), [
    ({ parent, child, how }, side) =>
      side === 'before'
        ? `${names.relation(parent)} ${names.relation(child.id)} ${how}`
        : `${parent} ${child.id} ${how}`,
  ]);
  const moved = kept.filter(([old, now]) => !names.sameText(old.bound, now.bound));
  return [
    ...[...gone, ...moved.map(([old]) => old)].flatMap((link) => detached(link, comparison)),
    ...[...added, ...moved.map(([, now]) => now)].flatMap((link) => attached(link, comparison)),
  ];
}

function detached({ parent, child, how, bound }: Link, { after, names, identity }: Comparison): readonly FoundChange[] {
  if (!after.relationsById.has(names.relation(parent))) return [];
  const gone = identity === 'catalog' ? !after.relationsByOid.has(child.oid) : !after.relationsById.has(child.id);
  return [found({ kind: 'child-detached', relation: parent, child: child.id, how, bound, gone }, rowsOf(child))];
}

function attached({ parent, child, how, bound }: Link, comparison: Comparison): readonly FoundChange[] {
  const relation = nameBefore(comparison, parent);
  if (!comparison.before.relationsById.has(relation)) return [];
  const name = nameBefore(comparison, child.id);
  return [found({ kind: 'child-attached', relation, child: name, how, bound, gone: false }, rowsOf(child))];
}

function rowsOf({ oid }: RelationState): readonly CatalogIdentity[] {
  return [...row('pg_inherits', oid), ...row('pg_class', oid)];
}

function linksOf({ relations }: StateIndex): readonly Link[] {
  return relations.flatMap((child): readonly Link[] => {
    const { partitionOf, inherits } = child.relation;
    const partition: readonly Link[] = partitionOf
      ? [{ parent: partitionOf.parent, child, how: 'partition', bound: partitionOf.bound }]
      : [];
    return [...partition, ...inherits.map((parent): Link => ({ parent, child, how: 'inheritance', bound: null }))];
  });
}
