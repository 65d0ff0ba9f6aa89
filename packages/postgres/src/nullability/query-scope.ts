import { COMMAND } from '../analysis/query-level.js';
import { TreeNode } from '../catalog/node-tree.js';

/** `JoinType`, as far as a stored query can hold it. */
export const JOIN = { inner: 0, left: 1, full: 2, right: 3 } as const;

/** `RTEKind`: what an entry of a query's range table is. */
export const RTE = { relation: 0, subquery: 1, join: 2, function: 3, values: 5, cte: 6, group: 9 } as const;

/** `MergeMatchKind` of a row that is in the target only. */
const NOT_MATCHED_BY_SOURCE = 1;

/** What is asked about of a query: the rows it answers, or those that an INSERT or UPDATE assigns from. */
export type Rows = 'answered' | 'assigned';

/** A column of one range table entry of one query level. */
export interface ScopeColumn {
  readonly index: number;
  readonly attnum: number;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * One query level: its range table, and which outer joins can replace the rows of which entries by NULLs. Commands that write
 * answer the rows of RETURNING.
 */
export class QueryScope {
  /** Range table indexes of the outer joins above each entry of the join tree that null it. */
  private readonly nullers: ReadonlyMap<number, ReadonlySet<number>>;
  private readonly oneSided = new Set<number>();
  readonly groupingExpressions: readonly TreeNode[];
  private readonly targets = new Map<number, TreeNode>();

  constructor(
    readonly query: TreeNode,
    readonly parent: QueryScope | null,
    private readonly rows: Rows = 'answered',
  ) {
    this.nullers = nullersOf(query, this.oneSided);
    for (const entry of query.nodes(this.returnsRows() ? 'returningList' : 'targetList')) {
      if (!entry.is('resjunk')) this.targets.set(entry.number('resno'), entry);
    }
    this.groupingExpressions = query.list('groupingSets').length === 0 ? [] : groupedBy(query);
  }

  /** The entry that makes the column at this position, from 1. */
  target(position: number): TreeNode | null {
    return this.targets.get(position) ?? null;
  }

  positions(): readonly number[] {
    return [...this.targets.keys()];
  }

  entry(index: number): TreeNode | null {
    const entry = this.query.list('rtable')[index - 1];
    return entry instanceof TreeNode ? entry : null;
  }

  /** The scope so many levels out, or null where there is none. */
  outer(levels: number): QueryScope | null {
    if (levels === 0) return this;
    return levels > 0 ? (this.parent?.outer(levels - 1) ?? null) : null;
  }

  /** The outer joins that can null the entry; null for one outside the join tree, of which nothing is known. */
  nullersOf(index: number): ReadonlySet<number> | null {
    return this.nullers.get(index) ?? null;
  }

  /** Whether the join at this index replaces the rows of one of its sides only. */
  nullsOneSide(index: number): boolean {
    return this.oneSided.has(index);
  }

  /** The command whose RETURNING is asked about; null where it is no such. */
  returning(): number | null {
    return this.returnsRows() ? this.query.number('commandType') : null;
  }

  /**
   * Whether RETURNING answers rows of a MERGE that its source has none for. Of a source that is a join PostgreSQL 18 then works out the
   * expressions in views and subqueries with NULLs, where it should answer NULL.
   */
  mayLackSource(): boolean {
    return (
      this.returning() !== null &&
      this.query.nodes('mergeActionList').some((action) => action.number('matchKind') === NOT_MATCHED_BY_SOURCE)
    );
  }

  private returnsRows(): boolean {
    const command = this.query.number('commandType');
    return this.rows === 'answered' && command !== COMMAND.select && !Number.isNaN(command);
  }
}

function nullersOf(query: TreeNode, oneSided: Set<number>): ReadonlyMap<number, ReadonlySet<number>> {
  const nullers = new Map<number, ReadonlySet<number>>();
  const visit = (node: TreeNode | null, above: ReadonlySet<number>): void => {
    if (!node) return;
    if (node.tag === 'FROMEXPR') for (const item of node.nodes('fromlist')) visit(item, above);
    if (node.tag === 'RANGETBLREF') nullers.set(node.number('rtindex'), above);
    if (node.tag !== 'JOINEXPR') return;
    const type = node.number('jointype');
    const index = node.number('rtindex');
    const nulled = new Set([...above, index]);
    nullers.set(index, above);
    if (type === JOIN.left || type === JOIN.right) oneSided.add(index);
    // A kind of join that we do not know nulls both sides.
    visit(node.node('larg'), type === JOIN.inner || type === JOIN.left ? above : nulled);
    visit(node.node('rarg'), type === JOIN.inner || type === JOIN.right ? above : nulled);
  };
  visit(query.node('jointree'), NONE);
  return nullers;
}

/** The expressions behind GROUP BY. */
function groupedBy(query: TreeNode): readonly TreeNode[] {
  const references = new Set(query.nodes('groupClause').map((clause) => clause.number('tleSortGroupRef')));
  return query
    .nodes('targetList')
    .filter((entry) => references.has(entry.number('ressortgroupref')))
    .flatMap((entry) => entry.node('expr') ?? []);
}
