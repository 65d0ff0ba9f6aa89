import type { Column } from '@rowpact/model';
import type { ColumnNullability } from './column-nullability.js';
import type { ColumnWritability } from './column-writability.js';
import type { CatalogColumn, ColumnNotes, ColumnsByRelation } from './read-columns.js';
import type { CatalogRelation } from './read-relations.js';
import type { TypeTable } from './type-table.js';

/** What was read of all columns. */
export interface ColumnSources {
  readonly relations: ReadonlyMap<number, CatalogRelation>;
  readonly columns: ColumnsByRelation;
  readonly types: TypeTable;
  readonly nullability: ColumnNullability;
  readonly writability: ColumnWritability;
  readonly defaults: ColumnNotes;
  readonly comments: ColumnNotes;
}

/** The snapshot's columns by the oid of their relation. */
export function assembleColumns(sources: ColumnSources): ReadonlyMap<number, readonly Column[]> {
  const assembled = new Map<number, readonly Column[]>();
  for (const relation of sources.relations.values()) {
    if (!relation.extension) assembled.set(relation.oid, columnsOf(relation, sources));
  }
  return assembled;
}

function columnsOf(relation: CatalogRelation, sources: ColumnSources): readonly Column[] {
  const expressions = sources.defaults.of(relation.oid);
  const comments = sources.comments.of(relation.oid);
  return (sources.columns.get(relation.oid) ?? []).map((column) =>
    toColumn(column, relation, expressions.get(column.attnum) ?? null, comments.get(column.attnum) ?? null, sources),
  );
}

function toColumn(
  column: CatalogColumn,
  relation: CatalogRelation,
  expression: string | null,
  comment: string | null,
  { types, nullability, writability }: ColumnSources,
): Column {
  const { generated } = column;
  return {
    name: column.name,
    type: types.ofColumn(column),
    nullable: !nullability.isNeverNull(relation, column),
    default: generated === null ? expression : null,
    identity: column.identity,
    generated: generated === null ? null : { kind: generated, expression: expression ?? '' },
    writable: writability.isWritable(relation, column),
    comment,
    identityInCatalog: { relation: relation.oid, attnum: column.attnum },
  };
}
