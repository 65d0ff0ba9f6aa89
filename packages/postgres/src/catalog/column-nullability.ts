import type { TreeNode } from './node-tree.js';
import { queryOfView } from './query-of-view.js';
import { type FunctionFacts, type NullFacts, UNKNOWN_FUNCTION } from '../nullability/null-facts.js';
import type { CatalogColumn, ColumnNotes, ColumnsByRelation } from './read-columns.js';
import type { CatalogRelation } from './read-relations.js';
import type { TypeTable } from './type-table.js';
import { neverNullColumns } from '../nullability/null-fold.js';

const NONE: ReadonlySet<number> = new Set();

/** The parts of the catalog that decide which columns can be NULL. */
export interface NullabilitySources {
  readonly relations: ReadonlyMap<number, CatalogRelation>;
  readonly columns: ColumnsByRelation;
  readonly types: TypeTable;
  readonly unvalidatedNotNulls: ColumnNotes;
  readonly functionFacts: ReadonlyMap<number, FunctionFacts>;
  readonly views: ViewQueries;
}

/** Which columns a read can answer NULL for: tables by their constraints, views by their queries. */
export class ColumnNullability implements NullFacts {
  private readonly children: ReadonlyMap<number, readonly CatalogRelation[]>;
  private readonly views = new Map<number, ReadonlySet<number>>();

  constructor(private readonly sources: NullabilitySources) {
    this.children = childrenByParent(sources.relations.values());
  }

  columnNeverNull(relation: number, attnum: number): boolean {
    const found = this.sources.relations.get(relation);
    const column = this.sources.columns.get(relation)?.find((candidate) => candidate.attnum === attnum);
    return found !== undefined && column !== undefined && this.isNeverNull(found, column);
  }

  isNeverNull(relation: CatalogRelation, column: CatalogColumn): boolean {
    const isView = relation.kind === 'view' || relation.kind === 'materialized view';
    return isView ? this.viewColumns(relation.oid).has(column.attnum) : this.tableColumn(relation.oid, column);
  }

  isPlainView(relation: number): boolean {
    return this.sources.relations.get(relation)?.kind === 'view';
  }

  functionFacts(oid: number): FunctionFacts {
    return this.sources.functionFacts.get(oid) ?? UNKNOWN_FUNCTION;
  }

  /** A stored query writes nothing. */
  returnsOwnRows(): boolean {
    return false;
  }

  /** The never-null columns of a view, by attnum. */
  private viewColumns(relation: number): ReadonlySet<number> {
    let columns = this.views.get(relation);
    if (!columns) {
      const query = this.sources.views.get(relation);
      this.views.set(relation, (columns = query ? this.provenColumns(relation, query) : NONE));
    }
    return columns;
  }

  private provenColumns(relation: number, query: TreeNode): ReadonlySet<number> {
    try {
      return neverNullColumns(query, this, this.isPlainView(relation) ? 'answered' : 'stored');
    } catch (error) {
      if (error instanceof SyntaxError) return NONE;
      throw error;
    }
  }

  /**
   * Reading a parent answers the rows of its INHERITS children too, and those need not have its NOT NULL: it can be
   * declared NO INHERIT, and until PostgreSQL 17 a child could drop it.
   */
  private tableColumn(relation: number, column: CatalogColumn): boolean {
    const { types, unvalidatedNotNulls, columns } = this.sources;
    if (types.refusesNull(column.type)) return true;
    if (!column.notNull || unvalidatedNotNulls.get(relation, column.attnum) !== null) return false;
    return (this.children.get(relation) ?? []).every((child) => {
      const inherited = columns.get(child.oid)?.find((candidate) => candidate.name === column.name);
      return inherited !== undefined && this.tableColumn(child.oid, inherited);
    });
  }
}

function childrenByParent(relations: Iterable<CatalogRelation>): ReadonlyMap<number, readonly CatalogRelation[]> {
  const children = new Map<number, CatalogRelation[]>();
  for (const relation of relations) {
    for (const parent of relation.inherits) children.set(parent, [...(children.get(parent) ?? []), relation]);
  }
  return children;
}

/** The queries behind views, by the view's oid. */
export type ViewQueries = ReadonlyMap<number, TreeNode>;

/** Reads the views' trees; a tree that we cannot read is left out, and the view's columns stay nullable. */
export function readViewQueries(relations: Iterable<CatalogRelation>): ViewQueries {
  const queries = new Map<number, TreeNode>();
  for (const { oid, ruleTree } of relations) {
    const query = ruleTree === null ? null : queryOfView(ruleTree);
    if (query) queries.set(oid, query);
  }
  return queries;
}

/** The oids of all functions that the trees mention. A name that looks like such a field only adds one to look up. */
export function mentionedFunctions(relations: Iterable<CatalogRelation>): ReadonlySet<string> {
  const oids = new Set<string>();
  for (const { ruleTree } of relations) {
    for (const [, oid] of ruleTree?.matchAll(/:(?:funcid|opfuncid|aggfnoid|winfnoid) (\d+)/g) ?? [])
      if (oid) oids.add(oid);
  }
  return oids;
}
