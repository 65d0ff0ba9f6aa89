import type { RelationId, SchemaState } from '@rowpact/model';
import { Cascades } from './cascades.js';
import type { IdentityBy } from './found-change.js';
import { NamesAfter } from './names-after.js';
import { pairRelations, type RelationPairs } from './pair-relations.js';
import { StateIndex } from './state-index.js';

/** Two states laid side by side: what every part of the comparison looks things up in. */
export interface Comparison {
  readonly identity: IdentityBy;
  readonly before: StateIndex;
  readonly after: StateIndex;
  readonly names: NamesAfter;
  readonly relations: RelationPairs;
  readonly cascades: Cascades;
}

export function compareStates(before: SchemaState, after: SchemaState, identity: IdentityBy): Comparison {
  const old = new StateIndex(before);
  const now = new StateIndex(after);
  const relations = pairRelations(old, now, identity);
  return {
    identity,
    before: old,
    after: now,
    names: new NamesAfter(old, now, identity),
    relations,
    cascades: new Cascades(old, now, identity),
  };
}

/** What a relation that is there after is spoken of as: its name before, unless another relation has taken that. */
export function nameBefore({ before, after, identity }: Omit<Comparison, 'cascades'>, id: RelationId): RelationId {
  const now = identity === 'catalog' ? after.relationsById.get(id) : undefined;
  const old = now && before.relationsByOid.get(now.oid);
  if (old === undefined) return id;
  return (after.relationsById.get(old.id) ?? now) === now ? old.id : id;
}
