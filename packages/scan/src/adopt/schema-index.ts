import type { Column, Relation, RelationId, Snapshot } from '@rowpact/model';
import { relationKeys, snakeCase, typeKeys } from './relation-names.js';

/** Finds relations by what a type can say of them: a column's name, its own name. */
export class SchemaIndex {
  private readonly byColumn = new Map<string, Relation[]>();
  private readonly byKey = new Map<string, Relation[]>();
  private readonly byId: ReadonlyMap<RelationId, Relation>;

  constructor({ relations }: Pick<Snapshot, 'relations'>) {
    this.byId = new Map(relations.map((relation) => [relation.id, relation]));
    for (const relation of relations) {
      for (const { name } of relation.columns) add(this.byColumn, name, relation);
      for (const key of new Set(relationKeys(relation))) add(this.byKey, key, relation);
    }
  }

  /** Relations with any of these columns, and how many of them they have; camel case counts too. */
  sharedColumns(names: readonly string[]): ReadonlyMap<Relation, number> {
    const counts = new Map<Relation, number>();
    for (const name of names) {
      const snake = snakeCase(name);
      for (const relation of this.having(name)) counts.set(relation, (counts.get(relation) ?? 0) + 1);
      if (snake === name) continue;
      // A relation with both spellings counts twice, which only makes it looked at.
      for (const relation of this.having(snake)) counts.set(relation, (counts.get(relation) ?? 0) + 1);
    }
    return counts;
  }

  /** Relations that a type's name names. */
  named(typeName: string): ReadonlySet<Relation> {
    return new Set(typeKeys(typeName).flatMap((key) => this.byKey.get(key) ?? []));
  }

  relation(id: RelationId): Relation | null {
    return this.byId.get(id) ?? null;
  }

  private having(column: string): readonly Relation[] {
    return this.byColumn.get(column) ?? [];
  }
}

const columnsByName = new WeakMap<Relation, ReadonlyMap<string, Column>>();

/** The columns of a relation by name. */
export function columnsOf(relation: Relation): ReadonlyMap<string, Column> {
  let columns = columnsByName.get(relation);
  if (columns === undefined) {
    columns = new Map(relation.columns.map((column) => [column.name, column]));
    columnsByName.set(relation, columns);
  }
  return columns;
}

function add(index: Map<string, Relation[]>, key: string, relation: Relation): void {
  const known = index.get(key);
  if (known) known.push(relation);
  else index.set(key, [relation]);
}
