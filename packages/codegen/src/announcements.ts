import {
  columnId,
  subjectParts,
  type Deprecation,
  type Relation,
  type RelationId,
  type Snapshot,
  type TypeId,
} from '@rowpact/model';
import { codeSpan } from './doc-comment.js';

/** What the types say of things that are announced to go. Tombstones say nothing: what has the name now is something else. */
export interface Announcements {
  /** Text for `@deprecated` on a relation's types; null for none. */
  readonly relation: (relation: RelationId) => string | null;
  /** Text for `@deprecated` on a property; null for none. A partition's columns go with its parent's. */
  readonly column: (relation: RelationId, column: string) => string | null;
  /** A sentence on a column whose default goes; null for none. */
  readonly byDefault: (relation: RelationId, column: string) => string | null;
  /** A sentence for each label that goes: TypeScript has no tag for a member of a union. */
  readonly labels: (type: TypeId) => readonly string[];
}

export function announcementsOf(deprecations: readonly Deprecation[], { relations }: Snapshot): Announcements {
  const live = deprecations.filter(({ dropped }) => dropped === null);
  const known = new Map(live.map((one) => [`${one.kind} ${one.subject}`, one]));
  const parents = new Map(live.length === 0 ? [] : relations.map((relation) => [relation.id, parentsOf(relation)]));
  const inLine = (relation: RelationId, keyOf: (relation: RelationId) => string): Deprecation | undefined => {
    const own = known.get(keyOf(relation));
    if (own) return own;
    for (const parent of parents.get(relation) ?? []) {
      const inherited = inLine(parent, keyOf);
      if (inherited) return inherited;
    }
    return undefined;
  };
  return {
    relation: (relation) => tagText(inLine(relation, (id) => `table ${id}`)),
    column: (relation, column) => tagText(inLine(relation, (id) => `column ${columnId(id, column)}`)),
    byDefault: (relation, column) => {
      const text = tagText(inLine(relation, (id) => `default ${columnId(id, column)}`));
      return text === null ? null : `Its default is announced to go, so give a value: ${text}`;
    },
    labels: (type) =>
      live.flatMap((one): readonly string[] => {
        const parts = one.kind === 'enum value' ? subjectParts(one.kind, one.subject) : null;
        if (parts?.kind !== 'enum value' || parts.type !== type) return [];
        return [`The label ${codeSpan(parts.label)} is announced to go: ${tagText(one) ?? ''}`];
      }),
  };
}

function parentsOf({ partitionOf, inherits }: Relation): readonly RelationId[] {
  return partitionOf ? [partitionOf.parent] : inherits;
}

/** `players may be in several teams; use player_teams.team_id; removed after 2027-01-15` */
function tagText(deprecation: Deprecation | undefined): string | null {
  if (!deprecation) return null;
  const { reason, replacement, removeAfter } = deprecation;
  return [
    reason.replace(/[\s.;]+$/u, ''),
    ...(replacement === null ? [] : [`use ${replacement}`]),
    ...(removeAfter === null ? [] : [`removed after ${removeAfter}`]),
  ].join('; ');
}
