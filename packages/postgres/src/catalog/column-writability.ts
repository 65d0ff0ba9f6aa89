import type { ViewQueries } from './column-nullability.js';
import type { CatalogColumn, ColumnsByRelation } from './read-columns.js';
import type { CatalogRelation } from './read-relations.js';

/** Which columns an INSERT or UPDATE can name. */
export class ColumnWritability {
  constructor(
    private readonly relations: ReadonlyMap<number, CatalogRelation>,
    private readonly columns: ColumnsByRelation,
    private readonly views: ViewQueries,
  ) {}

  /** Identity columns count as writable: INSERT can name GENERATED ALWAYS AS IDENTITY with OVERRIDING SYSTEM VALUE. */
  isWritable(relation: CatalogRelation, column: CatalogColumn): boolean {
    switch (relation.kind) {
      case 'table':
      case 'partitioned table':
      case 'foreign table':
        return column.generated === null;
      case 'materialized view':
        return false;
      case 'view':
        return relation.viewWrites === 'all' || this.isWritableThrough(relation, column);
    }
    return relation.kind satisfies never;
  }

  /**
   * PostgreSQL calls a view's column updatable although it is a generated or an identity ALWAYS one of the table, of which
   * the view's column tells nothing: follow it there.
   */
  private isWritableThrough(view: CatalogRelation, column: CatalogColumn): boolean {
    if (view.viewWrites === 'all' || !view.viewWrites?.has(column.attnum)) return false;
    const targets = this.views.get(view.oid)?.nodes('targetList') ?? [];
    const source = targets.find((target) => target.number('resno') === column.attnum);
    const relation = this.relations.get(source?.number('resorigtbl') ?? 0);
    const origin = this.columns.get(relation?.oid ?? 0)?.find(({ attnum }) => attnum === source?.number('resorigcol'));
    if (!relation || !origin) return true;
    return origin.identity !== 'always' && this.isWritable(relation, origin);
  }
}
