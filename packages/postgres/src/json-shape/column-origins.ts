import { isList, TreeNode, type TreeValue } from '../catalog/node-tree.js';
import type { Place } from '../nullability/null-expressions.js';
import type { NullFold } from '../nullability/null-fold.js';
import { type QueryScope, RTE } from '../nullability/query-scope.js';
import type { ShapeFacts } from './shape-facts.js';

/** An expression, and what holds where it stands. */
export interface Placed {
  readonly expression: TreeNode;
  readonly place: Place;
}

/** Where the values of a column come from: one of several expressions (the branches of a UNION), or a table's column. */
export type Origin =
  | { readonly kind: 'expressions'; readonly parts: readonly Placed[] }
  | { readonly kind: 'column'; readonly relation: number; readonly attnum: number };

/** The entry of a range table that a variable names, and what holds there. */
export interface Named {
  readonly entry: TreeNode;
  readonly place: Place;
  /** Whether it is the row that the command wrote, in RETURNING. */
  readonly isTarget: boolean;
}

const SETOP_UNION = 1;

/** Collations under which only what is the same is equal: none at all, a database's own, C and POSIX. */
const EXACT: ReadonlySet<TreeValue> = new Set(['0', '100', '950', '951']);

/** Finds out which expressions stand behind columns, through subqueries, common tables, joins and views. */
export class ColumnOrigins {
  constructor(
    private readonly fold: NullFold,
    private readonly facts: ShapeFacts,
  ) {}

  /** Null where the tree does not tell. */
  ofVariable(variable: TreeNode, from: Place): Origin | null {
    const named = this.named(variable, from);
    const attnum = variable.number('varattno');
    if (!named || !(attnum > 0)) return null;
    const { entry, place } = named;
    if (entry.number('rtekind') === RTE.group) return expressions([entry.list('groupexprs')[attnum - 1]], place);
    return this.ofColumn(named, attnum);
  }

  named(variable: TreeNode, from: Place): Named | null {
    const levels = variable.number('varlevelsup');
    const index = variable.number('varno');
    const scope = from.scope.outer(levels);
    const entry = scope?.entry(index);
    if (!scope || !entry) return null;
    const isTarget = scope.returning() !== null && index === scope.query.number('resultRelation');
    return { entry, place: levels === 0 ? from : this.fold.everywhere(scope), isTarget };
  }

  ofColumn({ entry, place, isTarget }: Named, attnum: number): Origin | null {
    const { scope } = place;
    if (!isTarget && scope.mayLackSource()) return null;
    switch (entry.number('rtekind')) {
      case RTE.relation:
        return this.ofRelation(entry.number('relid'), attnum, place, isTarget);
      case RTE.subquery: {
        const query = entry.node('subquery');
        return query ? this.ofResult(query, scope, attnum) : null;
      }
      case RTE.join:
        return expressions([entry.list('joinaliasvars')[attnum - 1]], place);
      case RTE.values: {
        const rows = entry.list('values_lists').map((row) => (isList(row) ? row[attnum - 1] : null));
        return expressions(rows, this.fold.everywhere(scope));
      }
      case RTE.function:
        return this.ofFunction(entry, attnum, scope);
      case RTE.cte:
        return this.ofCommonTable(entry, attnum, scope);
      default:
        return null;
    }
  }

  /** The expressions that make a query's column (from 1). */
  ofResult(query: TreeNode, parent: QueryScope | null, position: number): Origin | null {
    const scope = this.fold.scopeOf(query, parent);
    const operations = query.node('setOperations');
    if (operations) return this.ofSetOperation(operations, scope, position);
    return expressions([scope.target(position)?.value('expr')], this.fold.everywhere(scope));
  }

  /** The row that a command has written to a view may be a trigger's. */
  private ofRelation(relation: number, attnum: number, place: Place, isTarget: boolean): Origin | null {
    const isReplaceable = this.fold.isStored(place.scope) && this.facts.isPlainView(relation);
    const query = isTarget || isReplaceable ? null : this.facts.queryOf(relation);
    if (!query) return { kind: 'column', relation, attnum };
    if (this.facts.isMaterialized(relation)) this.fold.readsStored(this.fold.scopeOf(query, null));
    return this.ofResult(query, null, attnum);
  }

  private ofSetOperation(node: TreeNode, scope: QueryScope, position: number): Origin | null {
    if (node.tag === 'RANGETBLREF') {
      const query = scope.entry(node.number('rtindex'))?.node('subquery');
      return query ? this.ofResult(query, scope, position) : null;
    }
    const side = (field: string): Origin | null => {
      const argument = node.node(field);
      return argument ? this.ofSetOperation(argument, scope, position) : null;
    };
    // What INTERSECT and EXCEPT answer are rows of the left side; of texts that are equal and not the same it may be the other one.
    if (node.number('op') !== SETOP_UNION)
      return EXACT.has(node.list('colCollations')[position - 1] ?? null) ? side('larg') : null;
    const sides = [side('larg'), side('rarg')];
    const parts = sides.map((origin) => (origin?.kind === 'expressions' ? origin.parts : null));
    return parts.includes(null) ? null : { kind: 'expressions', parts: parts.flatMap((list) => list ?? []) };
  }

  private ofFunction(entry: TreeNode, attnum: number, scope: QueryScope): Origin | null {
    const [only, ...others] = entry.nodes('functions');
    const call = only?.node('funcexpr');
    if (!only || !call || others.length > 0 || call.is('funcretset') || attnum !== 1) return null;
    // A row's columns are no expressions.
    return only.number('funccolcount') === 1 && only.list('funccoltypes').length === 0
      ? expressions([call], this.fold.everywhere(scope))
      : null;
  }

  private ofCommonTable(entry: TreeNode, attnum: number, from: QueryScope): Origin | null {
    const scope = from.outer(entry.number('ctelevelsup'));
    const table = scope?.query.nodes('cteList').find((one) => one.text('ctename') === entry.text('ctename'));
    const query = table?.node('ctequery');
    return scope && query?.tag === 'QUERY' ? this.ofResult(query, scope, attnum) : null;
  }
}

function expressions(values: readonly (TreeValue | undefined)[], place: Place): Origin | null {
  const parts = values.flatMap((value) => (value instanceof TreeNode ? [{ expression: value, place }] : []));
  return parts.length === values.length ? { kind: 'expressions', parts } : null;
}
