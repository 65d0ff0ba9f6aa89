import type { Relation, RelationId, Snapshot } from '@rowpact/model';
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

  /** Relations with at least one of these columns, in camel case too. */
  withColumns(names: readonly string[]): ReadonlySet<Relation> {
    return new Set(names.flatMap((name) => [...this.having(name), ...this.having(snakeCase(name))]));
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

function add(index: Map<string, Relation[]>, key: string, relation: Relation): void {
  const known = index.get(key);
  if (known) known.push(relation);
  else index.set(key, [relation]);
}
