import {
  DEFAULT_SCHEMA,
  displayName,
  fail,
  nearestName,
  partsOf,
  type RelationId,
  relationId,
  type Snapshot,
  splitName,
  type TypeId,
  typeId,
} from '@rowpact/model';

/** What somebody asks about. A column or relation need not be in the schema: it may be used all the same. */
export type Subject =
  | { readonly kind: 'column'; readonly relation: RelationId; readonly column: string }
  | { readonly kind: 'relation'; readonly relation: RelationId }
  | { readonly kind: 'type'; readonly type: TypeId };

/** Relations and columns that the code uses, there or not. */
export type Used = ReadonlyMap<RelationId, ReadonlySet<string>>;

/**
 * Reads `players`, `players.team_id`, `billing.orders`, `billing.orders.total`, a type's name, or `*` (every relation).
 * @returns the subjects; empty where nothing in the schema or the code has the name.
 */
export function subjectsOf(text: string, snapshot: Snapshot, used: Used): readonly Subject[] {
  if (text === '*') return snapshot.relations.map(({ id }) => ({ kind: 'relation', relation: id }));
  const parts = splitName(text);
  if (parts === null || parts.length > 3) return invalid(text);
  return [
    ...relationSubjects(parts, snapshot, used),
    ...columnSubjects(parts, snapshot, used),
    ...typeSubjects(parts, snapshot),
  ];
}

function invalid(text: string): never {
  return fail({
    code: 'usage',
    message: `${JSON.stringify(text)} is no name of a column, a table or a type`,
    hint: 'write it as SQL does: players.team_id, billing.orders, "a b"."select"; or * for everything',
  });
}

function relationSubjects(parts: readonly string[], snapshot: Snapshot, used: Used): readonly Subject[] {
  const id = relationOf(parts);
  if (id === null || !(snapshot.relations.some((relation) => relation.id === id) || used.has(id))) return [];
  return [{ kind: 'relation', relation: id }];
}

function columnSubjects(parts: readonly string[], snapshot: Snapshot, used: Used): readonly Subject[] {
  const column = parts.at(-1);
  const id = relationOf(parts.slice(0, -1));
  if (column === undefined || id === null) return [];
  const relation = snapshot.relations.find((one) => one.id === id);
  const isThere = relation?.columns.some(({ name }) => name === column) ?? false;
  if (!isThere && !(used.get(id)?.has(column) ?? false) && relation === undefined) return [];
  return [{ kind: 'column', relation: id, column }];
}

function typeSubjects(parts: readonly string[], { enums, domains, composites, ranges }: Snapshot): readonly Subject[] {
  const [first, second] = parts;
  if (first === undefined || parts.length > 2) return [];
  const id = second === undefined ? typeId(DEFAULT_SCHEMA, first) : typeId(first, second);
  const known = [...enums, ...domains, ...composites, ...ranges].some((type) => type.id === id);
  return known ? [{ kind: 'type', type: id }] : [];
}

function relationOf(parts: readonly string[]): RelationId | null {
  const [first, second] = parts;
  if (first === undefined || parts.length > 2) return null;
  return second === undefined ? relationId(DEFAULT_SCHEMA, first) : relationId(first, second);
}

/** Says that nobody knows the name, with the one that was probably meant. */
export function unknownSubject(text: string, snapshots: readonly Snapshot[]): never {
  const names = snapshots.flatMap(({ relations, enums }) => [
    ...relations.flatMap(({ id, columns }) => [
      displayName(id),
      ...columns.map(({ name }) => `${displayName(id)}.${name}`),
    ]),
    ...enums.map(({ id }) => partsOf(id).name),
  ]);
  const nearest = nearestName(text, names);
  return fail({
    code: 'usage',
    message: `neither the schema nor the consumers' code has ${text}`,
    hint: nearest === null ? 'name a column, a table, a type, or *' : `did you mean ${nearest}?`,
  });
}

/** A subject as people write it. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'column':
      return `${displayName(subject.relation)}.${subject.column}`;
    case 'relation':
      return displayName(subject.relation);
    case 'type':
      return displayName(subject.type);
    default:
      return subject satisfies never;
  }
}
