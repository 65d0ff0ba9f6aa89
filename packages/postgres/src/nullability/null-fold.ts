import { COMMAND } from '../analysis/query-level.js';
import { isList, TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { NullExpressions, type Place } from './null-expressions.js';
import type { NullFacts } from './null-facts.js';
import { JOIN, QueryScope, type Rows, RTE } from './query-scope.js';
import { columnsWhenTrue, requiredByConditions, type RequiredColumns } from './required-columns.js';

/**
 * The columns (by position, from 1) that no row of a query can have NULL in, proven from its analysed tree; every other one
 * may be NULL. For a materialised view it holds for rows of its last refresh, as long as the tables' NOT NULL constraints
 * were there already then. Works on the trees of PostgreSQL 12 to 18.
 * @param rows of a command that writes: what it answers by RETURNING, or what its target's columns are assigned; `stored`
 * for the query of a materialised view
 */
export function neverNullColumns(
  query: TreeNode,
  facts: NullFacts,
  rows: Rows | 'stored' = 'answered',
): ReadonlySet<number> {
  const fold = new NullFold(facts);
  const scope = fold.scopeOf(query, null, rows === 'stored' ? 'answered' : rows);
  if (rows === 'stored') fold.readsStored(scope);
  return new Set(scope.positions().filter((position) => fold.queryColumn(query, null, position)));
}

const SET = { union: 1, intersect: 2, except: 3 } as const;

/** `VarReturningType`, which rows RETURNING names. */
const ROW = { old: 1, new: 2 } as const;

/** Entries whose row, taken as one value, is NULL nowhere but where an outer join puts NULLs; a function may answer NULL for one. */
const HAS_ROWS: ReadonlySet<number> = new Set([RTE.relation, RTE.subquery, RTE.join, RTE.values, RTE.cte]);

type Joins = ReadonlySet<number>;
const NO_JOINS: Joins = new Set();

/** Follows columns through the levels of a query; what an expression makes of them is {@link NullExpressions}'. */
export class NullFold {
  private readonly scopes = new Map<TreeNode, QueryScope>();
  private readonly required = new Map<QueryScope, RequiredColumns>();
  /** Queries of materialised views: their rows are those of the last refresh, and a view in them may be another one by now. */
  private readonly stored = new Set<QueryScope>();
  /** Columns of recursive queries being proven: not NULL in the first rows and kept so by each step, so in all rows. */
  private readonly assumed = new Set<string>();
  private readonly queryNumbers = new Map<TreeNode, number>();
  private readonly expressions: NullExpressions;

  constructor(private readonly facts: NullFacts) {
    this.expressions = new NullExpressions(facts, {
      variable: (variable, place) => this.variable(variable, place),
      queryColumn: (query, parent, position) => this.queryColumn(query, parent, position),
      everywhere: (place) => this.everywhere(place.scope, place.ignored),
    });
  }

  queryColumn(query: TreeNode, parent: QueryScope | null, position: number): boolean {
    const scope = this.scopeOf(query, parent);
    const operations = query.node('setOperations');
    if (operations) return this.setOperation(operations, scope, position);
    const target = scope.target(position)?.node('expr') ?? null;
    if (target?.is('funcretset') && isOnlySet(query)) {
      return this.expressions.neverNullInSet(target, 1, this.everywhere(scope));
    }
    return target !== null && this.neverNull(target, scope);
  }

  scopeOf(query: TreeNode, parent: QueryScope | null, rows?: Rows): QueryScope {
    let scope = this.scopes.get(query);
    if (!scope) this.scopes.set(query, (scope = new QueryScope(query, parent, rows)));
    return scope;
  }

  /** Says of a query that it is a materialised view's. */
  readsStored(scope: QueryScope): void {
    this.stored.add(scope);
  }

  /** Whether a place is in the query of a materialised view. */
  isStored(scope: QueryScope): boolean {
    return this.stored.has(scope) || (scope.parent !== null && this.isStored(scope.parent));
  }

  /** Whether an expression is NULL in none of the rows that its place is about. */
  isNeverNull(value: TreeNode, place: Place): boolean {
    return this.expressions.neverNull(value, place);
  }

  /** Whether a column (from 1) of a row that is taken as one value is never NULL where that row itself is not. */
  isPartNeverNull(row: TreeNode, attnum: number, from: Place): boolean {
    const levels = row.number('varlevelsup');
    const scope = from.scope.outer(levels);
    const column = { index: row.number('varno'), attnum };
    const entry = scope?.entry(column.index);
    if (!scope || !entry) return false;
    const place = levels === 0 ? from : this.everywhere(scope);
    if (isTarget(column.index, scope)) return this.returned(row, attnum, entry, scope);
    if (scope.mayLackSource()) return false;
    return place.known.has(column) || this.entryColumn(entry, attnum, column.index, place);
  }

  /** The results of a CASE, each with what holds where it is taken. */
  branches(value: TreeNode, place: Place): readonly (readonly [result: TreeValue, place: Place])[] {
    return this.expressions.branches(value, place);
  }

  /** The place with a condition that holds there. */
  where(condition: TreeValue, place: Place): Place {
    return { ...place, known: place.known.and(columnsWhenTrue(condition, place.scope, this.facts)) };
  }

  /** What holds in every row of a query. */
  everywhere(scope: QueryScope, ignored = NO_JOINS): Place {
    return { scope, known: this.requiredIn(scope), ignored };
  }

  private requiredIn(scope: QueryScope): RequiredColumns {
    let required = this.required.get(scope);
    if (!required) this.required.set(scope, (required = requiredByConditions(scope, this.facts)));
    return required;
  }

  private neverNull(value: TreeValue | undefined, scope: QueryScope): boolean {
    return this.expressions.neverNull(value, this.everywhere(scope));
  }

  private setOperation(node: TreeNode, scope: QueryScope, position: number): boolean {
    if (node.tag === 'RANGETBLREF') {
      const query = scope.entry(node.number('rtindex'))?.node('subquery');
      return query ? this.queryColumn(query, scope, position) : false;
    }
    const side = (field: string): boolean => {
      const argument = node.node(field);
      return argument !== null && this.setOperation(argument, scope, position);
    };
    if (node.tag !== 'SETOPERATIONSTMT') return false;
    const operation = node.number('op');
    if (operation === SET.union) return side('larg') && side('rarg');
    if (operation === SET.intersect) return side('larg') || side('rarg');
    return operation === SET.except && side('larg');
  }

  private variable(variable: TreeNode, from: Place): boolean {
    const levels = variable.number('varlevelsup');
    const scope = from.scope.outer(levels);
    const column = { index: variable.number('varno'), attnum: variable.number('varattno') };
    const entry = scope?.entry(column.index);
    if (!scope || !entry || !(column.attnum >= 0)) return false;
    const place = levels === 0 ? from : this.everywhere(scope);
    if (entry.number('rtekind') === RTE.group) {
      return (
        scope.query.list('groupingSets').length === 0 &&
        this.expressions.neverNull(entry.list('groupexprs')[column.attnum - 1], place)
      );
    }
    if (isTarget(column.index, scope)) return this.returned(variable, column.attnum, entry, scope);
    if (scope.mayLackSource()) return false;
    if (place.known.has(column)) return true;
    if (!place.known.isPresent(column.index)) {
      const nullers = scope.nullersOf(column.index);
      // From version 16 PostgreSQL says itself which joins null this very reference: believe whoever is more careful.
      const told = variable.list('varnullingrels').map(Number);
      const nulls = (join: number): boolean => !place.ignored.has(join) && !place.known.isPassed(join);
      if (!nullers || [...nullers, ...told].some(nulls)) return false;
    }
    return this.entryColumn(entry, column.attnum, column.index, place);
  }

  /** A column of the written row, in RETURNING: conditions held for the row before, constraints for the one after too. */
  private returned(variable: TreeNode, attnum: number, target: TreeNode, scope: QueryScope): boolean {
    const command = scope.returning();
    const row = variable.number('varreturningtype');
    const column = { index: variable.number('varno'), attnum };
    const isBefore = row === ROW.old || (row !== ROW.new && command === COMMAND.delete);
    if (command === COMMAND.merge && (row === ROW.old || row === ROW.new)) return false;
    if ((command === COMMAND.insert && isBefore) || (command === COMMAND.delete && !isBefore)) return false;
    const relation = target.number('relid');
    if (!this.facts.returnsOwnRows(relation)) return false;
    if (column.attnum === 0 || this.facts.columnNeverNull(relation, column.attnum)) return true;
    return isBefore && command !== COMMAND.merge && this.requiredIn(scope).has(column);
  }

  private entryColumn(entry: TreeNode, attnum: number, index: number, place: Place): boolean {
    const { scope } = place;
    const kind = entry.number('rtekind');
    // Number 0 is the whole row: a value of its own, whatever its parts are.
    if (attnum === 0) return HAS_ROWS.has(kind);
    switch (kind) {
      case RTE.relation: {
        const relation = entry.number('relid');
        if (this.isStored(scope) && this.facts.isPlainView(relation)) return false;
        return this.facts.columnNeverNull(relation, attnum);
      }
      case RTE.subquery: {
        const query = entry.node('subquery');
        return query !== null && this.queryColumn(query, scope, attnum);
      }
      case RTE.join:
        return this.joinColumn(entry, attnum, index, place);
      case RTE.function:
        return this.functionColumn(entry, attnum, scope);
      case RTE.values:
        return entry.list('values_lists').every((row) => this.neverNull(isList(row) ? row[attnum - 1] : null, scope));
      case RTE.cte:
        return this.cteColumn(entry, attnum, scope);
      default:
        return false;
    }
  }

  /** A FULL JOIN's merged column is COALESCE of both sides, of which at least one has a row. */
  private joinColumn(join: TreeNode, attnum: number, index: number, place: Place): boolean {
    const alias = join.list('joinaliasvars')[attnum - 1];
    if (!(alias instanceof TreeNode)) return false;
    const coalesce = alias.tag === 'COALESCE' || alias.tag === 'COALESCEEXPR';
    // PostgreSQL 12 does not tell which columns are merged.
    if (coalesce && attnum <= join.number('joinmergedcols') && join.number('jointype') === JOIN.full) {
      const side = { ...place, ignored: new Set([...place.ignored, index]) };
      return alias.list('args').every((argument) => this.expressions.neverNull(argument, side));
    }
    return this.expressions.neverNull(alias, place);
  }

  private functionColumn(entry: TreeNode, attnum: number, scope: QueryScope): boolean {
    const [only, ...others] = entry.nodes('functions');
    // The shorter of several functions is filled up with NULLs.
    if (!only || others.length > 0) return false;
    const columns = only.number('funccolcount');
    if (attnum === columns + 1) return entry.is('funcordinality');
    const call = only.node('funcexpr');
    if (!call) return false;
    if (!call.is('funcretset')) return columns === 1 && attnum === 1 && this.neverNull(call, scope);
    return this.expressions.neverNullInSet(call, attnum, this.everywhere(scope));
  }

  private cteColumn(entry: TreeNode, attnum: number, from: QueryScope): boolean {
    const scope = from.outer(entry.number('ctelevelsup'));
    const cte = scope?.query.nodes('cteList').find((candidate) => candidate.text('ctename') === entry.text('ctename'));
    const query = cte?.node('ctequery');
    if (!scope || !query || query.tag !== 'QUERY') return false;
    const key = `${this.numberOf(query)}.${attnum}`;
    if (this.assumed.has(key)) return true;
    this.assumed.add(key);
    try {
      return this.queryColumn(query, scope, attnum);
    } finally {
      this.assumed.delete(key);
    }
  }

  private numberOf(query: TreeNode): number {
    const number = this.queryNumbers.get(query) ?? this.queryNumbers.size;
    this.queryNumbers.set(query, number);
    return number;
  }
}

/** Whether one of the results, and no more, answers sets: the shorter of several is filled up with NULLs. */
function isOnlySet(query: TreeNode): boolean {
  const isSet = (node: TreeNode): boolean => node.is('funcretset') || node.is('opretset');
  return query.nodes('targetList').filter((target) => target.some(isSet)).length === 1;
}

/** Whether an entry is what the command writes to, and RETURNING is asked about. */
function isTarget(index: number, scope: QueryScope): boolean {
  return scope.returning() !== null && index === scope.query.number('resultRelation');
}
