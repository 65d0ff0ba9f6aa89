import { byCodeUnit, type RelationId, type SchemaState } from '@rowpact/model';
import type { StoredData } from './state-cache.js';
import type { Write } from './watch/write-watch.js';

/** The schema around a migration. */
export interface AroundStep {
  /** What every pending migration finds. */
  readonly base: SchemaState;
  readonly before: SchemaState;
  readonly after: SchemaState;
}

/**
 * Names what was written, as it is named before the migration; columns that are new in it by their names after it. Relations that are not
 * there at the base are nobody's yet, but for those that take the name of one. A view is left out where the same statement's rows end in a table.
 */
export function dataOfStep(
  writes: readonly Write[],
  { base, before, after }: AroundStep,
  numberOf: (statement: number) => number,
): readonly StoredData[] {
  const atBase = new Set(base.details.relations.map(({ oid }) => oid));
  const ids = new Map(before.details.relations.map(({ oid, id }) => [oid, id]));
  const successors = successorsOf(base, after);
  const views = new Set(before.snapshot.relations.filter(({ kind }) => kind === 'view').map(({ id }) => id));
  const written = new Set(writes.map(({ relation }) => relation));
  const columns = new Map([...columnNames(after, written), ...columnNames(before, written)]);
  const data = writes.flatMap(({ relation, how, attnums, statement }): readonly StoredData[] => {
    const id = atBase.has(relation) ? ids.get(relation) : successors.get(relation);
    if (id === undefined) return [];
    const names = attnums.flatMap((attnum) => columns.get(`${relation} ${attnum}`) ?? []);
    return [{ relation: id, how, columns: names.sort(byCodeUnit), statement: numberOf(statement) }];
  });
  const intoTables = new Set(data.filter(({ relation }) => !views.has(relation)).map(({ statement }) => statement));
  return data.filter(({ relation, statement }) => !views.has(relation) || !intoTables.has(statement));
}

/** New relations that have taken the name of one of the base: whoever reads by that name reads their rows now. */
function successorsOf(base: SchemaState, after: SchemaState): ReadonlyMap<number, RelationId> {
  const known = new Map(base.details.relations.map(({ id, oid }) => [id, oid]));
  return new Map(
    after.details.relations
      .filter(({ id, oid }) => known.has(id) && known.get(id) !== oid)
      .map(({ id, oid }) => [oid, id]),
  );
}

/** Names by oid and attnum. */
function columnNames({ snapshot }: SchemaState, relations: ReadonlySet<number>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { columns } of snapshot.relations) {
    for (const { name, identityInCatalog: place } of columns) {
      if (place && relations.has(place.relation)) names.set(`${place.relation} ${place.attnum}`, name);
    }
  }
  return names;
}

/** Whether a relation is in either state. */
export function isInEither(before: SchemaState, after: SchemaState): (relation: RelationId) => boolean {
  const ids = new Set([...before.details.relations, ...after.details.relations].map(({ id }) => id));
  return (relation) => ids.has(relation);
}
