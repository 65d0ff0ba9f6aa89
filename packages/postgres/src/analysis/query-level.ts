import { ParseNode, type ParseValue } from './parse-tree.js';

/** `RTEKind`: what an entry of a query's range table is. */
export const ENTRY = { relation: 0, subquery: 1, join: 2, function: 3, values: 5, cte: 6, group: 9 } as const;

/** `CmdType` */
export const COMMAND = { select: 1, update: 2, insert: 3, delete: 4, merge: 5, utility: 6 } as const;

/** One query of a tree: its range table, its results, and how far those are wanted. */
export class QueryLevel {
  /** Levels of the subqueries in FROM, by range table index. */
  readonly subqueries = new Map<number, QueryLevel>();
  readonly ctes = new Map<string, QueryLevel>();
  /** `WANT` bits of each result column, by position. */
  readonly wanted = new Map<number, number>();
  readonly command: number;
  /** Range table index of the row that an upsert calls EXCLUDED. */
  readonly excluded: number;
  private readonly entries: readonly ParseValue[];
  private readonly results = new Map<number, ParseNode>();

  constructor(
    readonly query: ParseNode,
    readonly parent: QueryLevel | null,
  ) {
    this.command = query.number('commandType');
    this.entries = query.list('rtable');
    this.excluded = query.node('onConflict')?.number('exclRelIndex') ?? 0;
    for (const target of query.nodes(this.writes() ? 'returningList' : 'targetList')) {
      if (!target.is('resjunk')) this.results.set(target.number('resno'), target);
    }
  }

  /** Whether its targets are assignments, and its results those of RETURNING. */
  writes(): boolean {
    return this.command !== COMMAND.select;
  }

  entry(index: number): ParseNode | null {
    const entry = this.entries[index - 1];
    return entry instanceof ParseNode ? entry : null;
  }

  result(position: number): ParseNode | null {
    return this.results.get(position) ?? null;
  }

  positions(): readonly number[] {
    return [...this.results.keys()];
  }

  /** The level so many queries out. */
  outer(levels: number): QueryLevel | null {
    return levels === 0 ? this : (this.parent?.outer(levels - 1) ?? null);
  }

  /** The queries that a UNION or its like puts together; null where it is a plain query. */
  parts(): readonly QueryLevel[] | null {
    return this.query.node('setOperations') === null ? null : [...this.subqueries.values()];
  }

  /** References of the targets that GROUP BY, ORDER BY, DISTINCT ON or a window sorts by. */
  sorted(): ReadonlySet<number> {
    const { query } = this;
    const clauses = [...query.nodes('groupClause'), ...query.nodes('sortClause')];
    if (query.is('hasDistinctOn')) clauses.push(...query.nodes('distinctClause'));
    for (const window of query.nodes('windowClause'))
      clauses.push(...window.nodes('partitionClause'), ...window.nodes('orderClause'));
    return new Set(clauses.map((clause) => clause.number('tleSortGroupRef')));
  }
}
