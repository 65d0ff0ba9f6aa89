import { byCodeUnit, type RelationDetail, type RelationId, type Snapshot } from '@rowpact/model';

/** Names by oid and attnum: what was read before has them already. An extension's relations have none here. */
export class Naming {
  private readonly columns = new Map<number, Map<number, string>>();
  private readonly ids: ReadonlyMap<number, RelationId>;
  private readonly definitions = new Map<string, string>();

  constructor(relations: readonly RelationDetail[], snapshot: Snapshot) {
    this.ids = new Map(relations.map(({ oid, id }) => [oid, id]));
    for (const relation of snapshot.relations) {
      for (const { name, identityInCatalog: place } of relation.columns) {
        if (!place) continue;
        let names = this.columns.get(place.relation);
        if (!names) this.columns.set(place.relation, (names = new Map<number, string>()));
        names.set(place.attnum, name);
      }
      const { id, primaryKey, uniques, foreignKeys, checks, exclusions } = relation;
      const constraints = [...(primaryKey ? [primaryKey] : []), ...uniques, ...foreignKeys, ...checks, ...exclusions];
      for (const { name, definition } of constraints)
        this.definitions.set(nameOnRelation({ relation: id, name }), definition);
    }
  }

  /** Null for a relation that is no part of the state. */
  relation(oid: number): RelationId | null {
    return this.ids.get(oid) ?? null;
  }

  /** Null for an attnum that is no column's: an expression (0), a system column. */
  column(relation: number, attnum: number): string | null {
    return this.columns.get(relation)?.get(attnum) ?? null;
  }

  /** The definition of a constraint, as the snapshot has it. */
  constraint(relation: RelationId, name: string): string {
    const definition = this.definitions.get(nameOnRelation({ relation, name }));
    if (definition === undefined) throw new TypeError(`constraint ${name} of ${relation} is not in the snapshot`);
    return definition;
  }

  /** The names of those that are columns, in the order given. */
  columnsOf(relation: number, attnums: readonly number[]): readonly string[] {
    return attnums.flatMap((attnum) => this.column(relation, attnum) ?? []);
  }
}

/** In code-unit order of the keys. */
export function sortedBy<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return values
    .map((value) => ({ value, key: key(value) }))
    .sort((left, right) => byCodeUnit(left.key, right.key))
    .map(({ value }) => value);
}

/** Something of a relation by both names; names cannot hold the separator. */
export function nameOnRelation(one: { readonly relation: RelationId; readonly name: string }): string {
  return `${one.relation}\0${one.name}`;
}
