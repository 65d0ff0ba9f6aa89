import type { Snapshot } from '@rowpact/model';

/** A snapshot as it is once it has left its database. */
export function withoutPlaces(snapshot: Snapshot): Snapshot {
  const text = JSON.stringify(snapshot, (key, value: unknown) => (key === 'identityInCatalog' ? undefined : value));
  return JSON.parse(text) as Snapshot; // printed from one
}

/** What a restored database of this snapshot answers: the one difference that no note tells is that foreign tables are tables. */
export function asRestored(snapshot: Snapshot): Snapshot {
  const relations = snapshot.relations.map((relation) =>
    relation.kind === 'foreign table' ? { ...relation, kind: 'table' as const } : relation,
  );
  return withoutPlaces({ ...snapshot, relations });
}

/** Without the texts of queries: PostgreSQL reads its own printing of some and prints them with an alias or blank more. */
export function withoutQueries(snapshot: Snapshot): Snapshot {
  const relations = snapshot.relations.map((relation) => ({
    ...relation,
    definition: relation.definition === null ? null : 'some query',
  }));
  return { ...snapshot, relations };
}
