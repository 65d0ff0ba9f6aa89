import {
  byCodeUnit,
  type Column,
  type ForeignKey,
  type KeyConstraint,
  type Relation,
  type RelationId,
} from '@rowpact/model';
import type { ColumnsByRelation } from './read-columns.js';
import type { CatalogConstraint, CatalogUniqueIndex } from './read-constraints.js';
import type { CatalogRelation } from './read-relations.js';

/** What was read of all relations; maps are by relation oid. */
export interface RelationSources {
  readonly relations: ReadonlyMap<number, CatalogRelation>;
  readonly columns: ColumnsByRelation;
  readonly assembled: ReadonlyMap<number, readonly Column[]>;
  readonly constraints: ReadonlyMap<number, readonly CatalogConstraint[]>;
  readonly uniqueIndexes: ReadonlyMap<number, readonly CatalogUniqueIndex[]>;
}

/** The snapshot's relations, sorted: every one but those that an extension brought. */
export function assembleRelations(sources: RelationSources): readonly Relation[] {
  return [...sources.relations.values()]
    .filter((relation) => !relation.extension)
    .sort((left, right) => byCodeUnit(left.id, right.id))
    .map((relation) => new Assembly(relation, sources).relation());
}

class Assembly {
  private readonly constraints: readonly CatalogConstraint[];

  constructor(
    private readonly source: CatalogRelation,
    private readonly sources: RelationSources,
  ) {
    this.constraints = byName(sources.constraints.get(source.oid) ?? []);
  }

  relation(): Relation {
    const { source } = this;
    return {
      id: source.id,
      schema: source.schema,
      name: source.name,
      kind: source.kind,
      comment: source.comment,
      columns: this.sources.assembled.get(source.oid) ?? [],
      partitionOf: source.partitionOf && {
        parent: this.idOf(source.partitionOf.parent),
        bound: source.partitionOf.bound,
      },
      partitionKey: source.partitionKey,
      inherits: source.inherits.map((parent) => this.idOf(parent)),
      primaryKey: this.keys('primary key')[0] ?? null,
      uniques: this.keys('unique'),
      foreignKeys: this.of('foreign key').map((constraint) => this.foreignKey(constraint)),
      checks: this.of('check').map(({ name, definition, nondeterministic }) => ({
        name,
        definition,
        ...(nondeterministic ? { nondeterministic } : {}),
      })),
      exclusions: this.of('exclusion').map(({ name, definition }) => ({ name, definition })),
      uniqueIndexes: byName(this.sources.uniqueIndexes.get(source.oid) ?? []).map((index) => ({
        name: index.name,
        columns: index.columns.map((attnum) => (attnum === 0 ? null : this.nameOf(source.oid, attnum))),
        definition: index.definition,
      })),
      definition: source.definition,
    };
  }

  private of(kind: CatalogConstraint['kind']): readonly CatalogConstraint[] {
    return this.constraints.filter((constraint) => constraint.kind === kind);
  }

  private keys(kind: 'primary key' | 'unique'): readonly KeyConstraint[] {
    return this.of(kind).map(({ name, columns, definition, deferrable }) => ({
      name,
      columns: columns.map((attnum) => this.nameOf(this.source.oid, attnum)),
      definition,
      deferrable,
    }));
  }

  private foreignKey({ name, columns, references, definition }: CatalogConstraint): ForeignKey {
    return {
      name,
      columns: columns.map((attnum) => this.nameOf(this.source.oid, attnum)),
      references: {
        relation: this.idOf(references.relation),
        columns: references.columns.map((attnum) => this.nameOf(references.relation, attnum)),
      },
      definition,
    };
  }

  private idOf(oid: number): RelationId {
    const relation = this.sources.relations.get(oid);
    if (!relation) throw new TypeError(`relation ${oid} is not in the catalog read`);
    return relation.id;
  }

  private nameOf(relation: number, attnum: number): string {
    const column = this.sources.columns.get(relation)?.find((candidate) => candidate.attnum === attnum);
    if (!column) throw new TypeError(`column ${attnum} of relation ${relation} is not in the catalog read`);
    return column.name;
  }
}

function byName<T extends { readonly name: string }>(values: readonly T[]): readonly T[] {
  return [...values].sort((left, right) => byCodeUnit(left.name, right.name));
}
