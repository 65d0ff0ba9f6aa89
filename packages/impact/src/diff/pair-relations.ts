import type { RelationId, RelationKind } from '@rowpact/model';
import type { IdentityBy } from './found-change.js';
import { namesIn } from './sql-tokens.js';
import type { RelationState, StateIndex } from './state-index.js';

/**
 * What of a pair is compared.
 * - all: everything
 * - surface: what who names the relation sees: columns, their types, the query of a view, rights
 * - beneath: what holds for its rows whatever stands above them: constraints, triggers, policies, defaults
 */
export type Scope = 'all' | 'surface' | 'beneath';

/** Two relations whose differences concern those who use `name`. */
export interface RelationPair {
  /** What the changes are told of: the name before, unless another relation has taken it. */
  readonly name: RelationId;
  readonly before: RelationState;
  readonly after: RelationState;
  /** Whether they are one relation, or two with one name. */
  readonly same: boolean;
  readonly scope: Scope;
}

export interface RelationPairs {
  readonly pairs: readonly RelationPair[];
  readonly created: readonly RelationState[];
  readonly dropped: readonly RelationState[];
  readonly renamed: readonly { readonly before: RelationState; readonly after: RelationState }[];
  /** The name is another relation's now; `movedTo`: what had it before is still there under this one. */
  readonly replaced: readonly {
    readonly before: RelationState;
    readonly after: RelationState;
    readonly movedTo: RelationState | null;
  }[];
}

/** Says which relations of two states belong together: by identity where that is known, and by name for those who go by names. */
export function pairRelations(before: StateIndex, after: StateIndex, identity: IdentityBy): RelationPairs {
  const found: { -readonly [Key in keyof RelationPairs]: RelationPairs[Key][number][] } = {
    pairs: [],
    created: after.relations.filter(
      ({ oid, id }) => !before.relationsById.has(id) && (identity === 'names' || !before.relationsByOid.has(oid)),
    ),
    dropped: [],
    renamed: [],
    replaced: [],
  };
  for (const old of before.relations) {
    const holder = after.relationsById.get(old.id) ?? null;
    const self = identity === 'catalog' ? (after.relationsByOid.get(old.oid) ?? null) : null;
    if (identity === 'names' && holder) {
      if (holder.relation.kind !== old.relation.kind)
        found.replaced.push({ before: old, after: holder, movedTo: null });
      found.pairs.push({ name: old.id, before: old, after: holder, same: false, scope: 'all' });
    } else if (self && (self === holder || holder === null)) {
      if (holder === null) found.renamed.push({ before: old, after: self });
      found.pairs.push({ name: old.id, before: old, after: self, same: true, scope: 'all' });
    } else if (holder) {
      found.replaced.push({ before: old, after: holder, movedTo: self });
      found.pairs.push(...pairsOfReplaced(old, holder, self, before));
    } else found.dropped.push(old);
  }
  return found;
}

/**
 * A view that stands where its table stood shows another surface, and what holds beneath is still the table's. Anything else that
 * takes a name is compared with what had it, and what had it goes by its new name.
 */
function pairsOfReplaced(
  old: RelationState,
  holder: RelationState,
  self: RelationState | null,
  before: StateIndex,
): readonly RelationPair[] {
  const name = old.id;
  if (self === null) return [{ name, before: old, after: holder, same: false, scope: 'all' }];
  if (standsFor(holder, self))
    return [
      { name, before: old, after: holder, same: false, scope: 'surface' },
      { name, before: old, after: self, same: true, scope: 'beneath' },
    ];
  const scope = isView(holder.relation.kind) ? 'surface' : 'all';
  const byName: RelationPair = { name, before: old, after: holder, same: false, scope };
  if (before.relationsById.has(self.id)) return [byName];
  return [byName, { name: self.id, before: old, after: self, same: true, scope: 'all' }];
}

function standsFor(view: RelationState, table: RelationState): boolean {
  return isView(view.relation.kind) && namesIn(view.relation.definition ?? '').has(table.relation.name);
}

export function isView(kind: RelationKind): boolean {
  return kind === 'view' || kind === 'materialized view';
}
