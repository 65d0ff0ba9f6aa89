import {
  byCodeUnit,
  type CompositeType,
  type DomainType,
  type EnumType,
  type RangeType,
  type Snapshot,
} from '@rowpact/model';
import type { ColumnsByRelation } from './read-columns.js';
import type { CatalogType } from './read-types.js';
import type { TypeTable } from './type-table.js';

/** The snapshot's types, each kind sorted: the producer's own ones, none that an extension brought. */
export function assembleTypes(
  types: TypeTable,
  columns: ColumnsByRelation,
): Pick<Snapshot, 'enums' | 'domains' | 'composites' | 'ranges'> {
  return {
    enums: byId(types.own('enum').map(toEnum)),
    domains: byId(types.own('domain').map((type) => toDomain(type, types))),
    composites: byId(types.own('composite').map((type) => toComposite(type, types, columns))),
    ranges: byId(types.own('range').map((type) => toRange(type, types))),
  };
}

function naming({ id, schema, name, comment }: CatalogType): Pick<CatalogType, 'id' | 'schema' | 'name' | 'comment'> {
  return { id, schema, name, comment };
}

function toEnum(type: CatalogType): EnumType {
  return { ...naming(type), labels: type.labels };
}

function toDomain(type: CatalogType, types: TypeTable): DomainType {
  return {
    ...naming(type),
    base: types.ofPart(type),
    notNull: types.refusesNull(type.oid),
    default: type.default,
    checks: [...type.checks].sort((left, right) => byCodeUnit(left.name, right.name)),
  };
}

function toComposite(type: CatalogType, types: TypeTable, columns: ColumnsByRelation): CompositeType {
  const attributes = columns.get(type.relation) ?? [];
  return {
    ...naming(type),
    attributes: attributes.map((attribute) => ({ name: attribute.name, type: types.ofColumn(attribute) })),
  };
}

function toRange(type: CatalogType, types: TypeTable): RangeType {
  return { ...naming(type), subtype: types.ofPart(type), multirange: type.multirange };
}

function byId<T extends { readonly id: string }>(values: readonly T[]): readonly T[] {
  return [...values].sort((left, right) => byCodeUnit(left.id, right.id));
}
