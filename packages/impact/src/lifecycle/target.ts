import {
  subjectParts,
  type Deprecation,
  type Evidence,
  type Location,
  type RelationId,
  type Snapshot,
  type SubjectParts,
} from '@rowpact/model';

/** The object in question with what hangs together with it in the schema. */
export interface Target {
  readonly parts: SubjectParts;
  /** Its relation with its partitions and children; for an enum value those with columns of the type. */
  readonly relations: ReadonlySet<RelationId>;
  readonly snapshot: Snapshot;
}

/** What one version does with one object: where it uses it, and where nobody could look. */
export interface SubjectUse {
  readonly evidence: readonly Evidence[];
  readonly unknown: readonly UnknownReason[];
}

export interface UnknownReason {
  /** As the end of a sentence: `the table's name is not known`. */
  readonly what: string;
  readonly location: Location | null;
}

export function targetOf({ kind, subject }: Pick<Deprecation, 'kind' | 'subject'>, snapshot: Snapshot): Target {
  const parts = subjectParts(kind, subject);
  if (parts.kind !== 'enum value') return { parts, relations: withChildren(parts.relation, snapshot), snapshot };
  const holders = snapshot.relations.filter(({ columns }) => columns.some(({ type }) => type.id === parts.type));
  return { parts, relations: new Set(holders.map(({ id }) => id)), snapshot };
}

function withChildren(relation: RelationId, { relations }: Snapshot): ReadonlySet<RelationId> {
  const found = new Set([relation]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { id, partitionOf, inherits } of relations)
      if ([...(partitionOf ? [partitionOf.parent] : []), ...inherits].some((parent) => found.has(parent)))
        found.add(id);
  }
  return found;
}

/** Whether a text has a name as a word of its own, in whatever case. */
export function names(text: string, name: string): boolean {
  return offsetOfName(text, name) >= 0;
}

/** -1 where it has not. */
export function offsetOfName(text: string, name: string): number {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_$])${escaped}(?![\p{L}\p{N}_$])`, 'iu').exec(text)?.index ?? -1;
}
