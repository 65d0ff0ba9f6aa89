import { quoteIdentifier, type RelationId } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { found, row, type FoundChange } from './found-change.js';
import { isView, type RelationPair } from './pair-relations.js';
import { sameRows } from './view-query.js';
import type { RelationState } from './state-index.js';

/** Relations that came, went, or go by another name. */
export function diffRelationSet({ relations, cascades }: Comparison): readonly FoundChange[] {
  const ofClass = (...states: readonly (RelationState | null)[]): ReturnType<typeof row> =>
    row('pg_class', ...states.flatMap((state) => (state ? [state.oid] : [])));
  return [
    ...relations.created.map((now) =>
      found({ kind: 'relation-created', relation: now.id, after: now.relation.kind }, ofClass(now)),
    ),
    ...relations.dropped.map((old) =>
      found(
        { kind: 'relation-dropped', relation: old.id, before: old.relation.kind, cascaded: cascades.relation(old) },
        ofClass(old),
      ),
    ),
    ...relations.renamed.map(({ before, after }) =>
      found({ kind: 'relation-renamed', relation: before.id, to: after.id }, ofClass(before)),
    ),
    ...relations.replaced.map(({ before, after, movedTo }) =>
      found(
        {
          kind: 'relation-replaced',
          relation: before.id,
          before: before.relation.kind,
          after: after.relation.kind,
          renamedTo: movedTo?.id ?? null,
        },
        ofClass(after, before),
      ),
    ),
  ];
}

/** What became of a relation as a whole. */
export function diffRelation(pair: RelationPair, comparison: Comparison): readonly FoundChange[] {
  return [
    ...(pair.scope === 'beneath' ? [] : surfaceChanges(pair, comparison)),
    ...(pair.scope === 'surface' ? [] : changesBeneath(pair, comparison)),
  ];
}

function surfaceChanges({ name, before, after }: RelationPair, { names }: Comparison): readonly FoundChange[] {
  const changes: FoundChange[] = [];
  const touched = row('pg_class', after.oid);
  const own = [before.relation.name, after.relation.name] as const;
  const [old, now] = [before.relation, after.relation];
  if (isView(old.kind) && isView(now.kind) && !sameRows(before, after, (was, is) => names.sameText(was, is, own)))
    changes.push(
      found(
        { kind: 'view-definition-changed', relation: name, before: old.definition ?? '', after: now.definition ?? '' },
        row('pg_rewrite', after.oid),
        touched,
      ),
    );
  if (now.kind === 'view' || old.kind === 'view') changes.push(...optionChanges(name, before, after));
  if (before.detail.populated && !after.detail.populated)
    changes.push(found({ kind: 'view-unpopulated', relation: name }, touched));
  if (before.detail.owner !== after.detail.owner)
    changes.push(
      found({ kind: 'owner-changed', relation: name, before: before.detail.owner, after: after.detail.owner }, touched),
    );
  return changes;
}

function optionChanges(relation: RelationId, before: RelationState, after: RelationState): readonly FoundChange[] {
  const old = before.relation.kind === 'view' ? before.detail.options : {};
  const now = after.relation.kind === 'view' ? after.detail.options : {};
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((option) => {
    const [was, is] = [old[option] ?? null, now[option] ?? null];
    if (was === is) return [];
    return [
      found({ kind: 'view-option-changed', relation, option, before: was, after: is }, row('pg_class', after.oid)),
    ];
  });
}

function changesBeneath({ name, before, after }: RelationPair, { names }: Comparison): readonly FoundChange[] {
  const changes: FoundChange[] = [];
  const touched = row('pg_class', after.oid);
  const [old, now] = [before.detail, after.detail];
  if (old.rowSecurity !== now.rowSecurity || old.forcedRowSecurity !== now.forcedRowSecurity)
    changes.push(
      found(
        { kind: 'row-security-changed', relation: name, enabled: now.rowSecurity, forced: now.forcedRowSecurity },
        touched,
      ),
    );
  if (!names.sameText(before.relation.partitionKey, after.relation.partitionKey))
    changes.push(
      found(
        {
          kind: 'partition-key-changed',
          relation: name,
          before: before.relation.partitionKey,
          after: after.relation.partitionKey,
        },
        touched,
      ),
    );
  for (const what of storageChanges(before, after))
    changes.push(found({ kind: 'storage-changed', relation: name, what }, touched));
  return changes;
}

function storageChanges(before: RelationState, after: RelationState): readonly string[] {
  const [old, now] = [before.detail, after.detail];
  const words: string[] = [];
  if (isView(before.relation.kind) !== isView(after.relation.kind)) return words;
  if (old.unlogged !== now.unlogged) words.push(now.unlogged ? 'unlogged' : 'logged');
  if (old.replicaIdentity !== now.replicaIdentity) words.push(`replica identity ${now.replicaIdentity}`);
  if (after.relation.kind === 'view' || before.relation.kind === 'view') return words;
  for (const option of new Set([...Object.keys(old.options), ...Object.keys(now.options)])) {
    if (old.options[option] === now.options[option]) continue;
    words.push(`${quoteIdentifier(option)} ${now.options[option] ?? 'reset'}`);
  }
  return words;
}
