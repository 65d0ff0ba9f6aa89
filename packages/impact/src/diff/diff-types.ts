import type { TypeId } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { diffPrivileges } from './diff-privileges.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';
import type { TypeState } from './state-index.js';

/** Types that came or went, and what became of those that are there: the same one, or another that has its name. */
export function diffTypes(comparison: Comparison): readonly FoundChange[] {
  const { before, after, identity, cascades } = comparison;
  const changes: FoundChange[] = [];
  for (const old of before.types) {
    const self = identity === 'catalog' ? after.typesByOid.get(old.oid) : undefined;
    const holder = after.typesById.get(old.id);
    const touched = row('pg_type', old.oid);
    if (self && self !== holder) changes.push(found({ kind: 'type-renamed', type: old.id, to: self.id }, touched));
    if (self && (self === holder || !holder)) changes.push(...diffType(old, self, true, comparison));
    else if (holder) {
      if (identity === 'catalog')
        changes.push(found({ kind: 'type-recreated', type: old.id }, row('pg_type', holder.oid), touched));
      changes.push(...diffType(old, holder, false, comparison));
    } else changes.push(found({ kind: 'type-dropped', type: old.id, cascaded: cascades.type(old) }, touched));
  }
  for (const now of after.types) {
    if (before.typesById.has(now.id) || (identity === 'catalog' && before.typesByOid.has(now.oid))) continue;
    changes.push(found({ kind: 'type-created', type: now.id }, row('pg_type', now.oid)));
  }
  return changes;
}

/** @param same whether it is one type, or two of one name */
function diffType(before: TypeState, after: TypeState, same: boolean, comparison: Comparison): readonly FoundChange[] {
  const type = before.id;
  const touched = { catalog: 'pg_type', oid: after.oid } as const;
  const privileges = diffPrivileges(
    { on: 'type', object: type },
    before.detail.privileges,
    after.detail.privileges,
    touched,
  );
  if (before.detail.kind !== after.detail.kind) {
    // Of two databases nothing else tells that it is another one.
    const recreated =
      comparison.identity === 'names' ? [found({ kind: 'type-recreated', type }, row('pg_type', after.oid))] : [];
    return [...recreated, ...privileges];
  }
  return [
    ...enumChanges(before, after, same),
    ...attributeChanges(before, after, same, comparison),
    ...domainChanges(before, after, comparison),
    ...rangeChanges(before, after, comparison),
    ...privileges,
  ];
}

function enumChanges(
  { id: type, detail: before }: TypeState,
  { oid, detail: after }: TypeState,
  same: boolean,
): readonly FoundChange[] {
  const labels = matchMembers(
    before.labels,
    after.labels,
    same ? [({ oid: label }) => label, ({ label }) => label] : [({ label }) => label],
  );
  const rowOf = (label: { readonly oid: number }): ReturnType<typeof row> => row('pg_enum', label.oid);
  const places = new Map(after.labels.map((label, place) => [label, place]));
  const kept = labels.kept.map(([, now]) => places.get(now) ?? 0);
  const lastKept = Math.max(-1, ...kept);
  const order = before.labels.flatMap((label) =>
    labels.kept.filter(([old]) => old === label).map(([, now]) => places.get(now) ?? 0),
  );
  const reordered = order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0));
  return [
    ...labels.gone.map((label) =>
      found({ kind: 'enum-label-removed', type, label: label.label }, rowOf(label), row('pg_type', oid)),
    ),
    ...labels.added.map((label) => {
      const last = (places.get(label) ?? 0) > lastKept;
      return found({ kind: 'enum-label-added', type, label: label.label, last }, rowOf(label));
    }),
    ...labels.kept
      .filter(([old, now]) => old.label !== now.label)
      .map(([old, now]) => found({ kind: 'enum-label-renamed', type, label: old.label, to: now.label }, rowOf(now))),
    ...(reordered ? [found({ kind: 'enum-reordered', type }, row('pg_type', oid), ...after.labels.map(rowOf))] : []),
  ];
}

function attributeChanges(
  before: TypeState,
  after: TypeState,
  same: boolean,
  { names }: Comparison,
): readonly FoundChange[] {
  const type = before.id;
  const touched = row('pg_type', after.oid);
  const { kept, gone, added } = matchMembers(
    before.detail.attributes,
    after.detail.attributes,
    same ? [({ attnum }) => attnum, ({ name }) => name] : [({ name }) => name],
  );
  const typeOf = ({ composite }: TypeState, name: string): string => {
    const ref = composite?.attributes.find((attribute) => attribute.name === name)?.type;
    return ref ? [names.type(ref.id), ref.typmod, ref.dimensions].join(' ') : '';
  };
  return [
    ...gone.map(({ name }) => found({ kind: 'attribute-dropped', type, attribute: name }, touched)),
    ...added.map(({ name }) => found({ kind: 'attribute-added', type, attribute: name }, touched)),
    ...kept.flatMap(([old, now]) => [
      ...(old.name === now.name
        ? []
        : [found({ kind: 'attribute-renamed', type, attribute: old.name, to: now.name }, touched)]),
      ...(typeOf(before, old.name) === typeOf(after, now.name)
        ? []
        : [found({ kind: 'attribute-type-changed', type, attribute: old.name }, touched)]),
    ]),
  ];
}

function domainChanges(before: TypeState, after: TypeState, { names }: Comparison): readonly FoundChange[] {
  const type = before.id;
  const [old, now] = [before.domain, after.domain];
  if (old === null || now === null) return [];
  const touched = row('pg_type', after.oid);
  const changes: FoundChange[] = [];
  const { kept, gone, added } = matchMembers(old.checks, now.checks, [
    ({ name }) => name,
    ({ definition }) => definition,
  ]);
  const changed = kept.filter(([was, is]) => !names.sameText(was.definition, is.definition));
  for (const check of [...gone, ...changed.map(([was]) => was)])
    changes.push(found({ kind: 'domain-check-dropped', type, check }, touched));
  for (const check of [...added, ...changed.map(([, is]) => is)])
    changes.push(found({ kind: 'domain-check-added', type, check }, touched));
  if (old.notNull !== now.notNull)
    changes.push(found({ kind: 'domain-not-null-changed', type, notNull: now.notNull }, touched));
  if (!names.sameText(old.default, now.default))
    changes.push(found({ kind: 'domain-default-changed', type, before: old.default, after: now.default }, touched));
  return changes;
}

function rangeChanges(before: TypeState, after: TypeState, { names }: Comparison): readonly FoundChange[] {
  const same = (old: TypeId | null | undefined, now: TypeId | null | undefined): boolean =>
    old === now || (old !== null && old !== undefined && names.type(old) === now);
  const [old, now] = [before.range, after.range];
  if (same(old?.subtype.id, now?.subtype.id) && old?.subtype.typmod === now?.subtype.typmod) return [];
  return [found({ kind: 'range-changed', type: before.id }, row('pg_type', after.oid))];
}
