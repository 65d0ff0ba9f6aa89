import type { NullFacts } from './null-facts.js';
import { TreeNode, type TreeValue } from './node-tree.js';
import { isNeverNullCall, isNeverNullWindow, nullsOfAggregate } from './proven-functions.js';
import { JOIN, QueryScope, RTE } from './query-scope.js';
import { RequiredColumns } from './required-columns.js';

/**
 * The columns (by position, from 1) that no row of a stored query can have NULL in, proven from its tree; every other
 * one may be NULL. For a materialised view it holds for rows of its last refresh, as long as the tables' NOT NULL
 * constraints were there already then. Works on the trees of PostgreSQL 12 to 18.
 */
export function neverNullColumns(query: TreeNode, facts: NullFacts): ReadonlySet<number> {
  const fold = new NullFold(facts);
  const positions = new QueryScope(query, null).positions();
  return new Set(positions.filter((position) => fold.queryColumn(query, null, position)));
}

/** `SetOperation`; `SubLinkType`; `SQLValueFunctionOp` for CURRENT_SCHEMA, which can be NULL. */
const SET = { union: 1, intersect: 2, except: 3 } as const;
const SUBLINK = { exists: 0, expression: 4, array: 6 } as const;
const CURRENT_SCHEMA = 14;

type Joins = ReadonlySet<number>;
const NO_JOINS: Joins = new Set();

class NullFold {
  private readonly scopes = new Map<TreeNode, QueryScope>();
  private readonly required = new Map<QueryScope, RequiredColumns>();
  /** Columns of recursive queries being proven: not NULL in the first rows and kept so by each step, so in all rows. */
  private readonly assumed = new Set<string>();
  private readonly queryNumbers = new Map<TreeNode, number>();

  constructor(private readonly facts: NullFacts) {}

  queryColumn(query: TreeNode, parent: QueryScope | null, position: number): boolean {
    const scope = this.scopeOf(query, parent);
    const operations = query.node('setOperations');
    if (operations) return this.setOperation(operations, scope, position);
    const target = scope.target(position);
    return target !== null && this.neverNull(target.value('expr'), scope);
  }

  private scopeOf(query: TreeNode, parent: QueryScope | null): QueryScope {
    let scope = this.scopes.get(query);
    if (!scope) this.scopes.set(query, (scope = new QueryScope(query, parent)));
    return scope;
  }

  private requiredIn(scope: QueryScope): RequiredColumns {
    let required = this.required.get(scope);
    if (!required) this.required.set(scope, (required = new RequiredColumns(scope, this.facts)));
    return required;
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

  /** @param ignored FULL JOINs whose NULLs do not count, while their merged columns are looked at side by side. */
  private neverNull(value: TreeValue | undefined, scope: QueryScope, ignored = NO_JOINS): boolean {
    if (!(value instanceof TreeNode)) return false;
    if (scope.groupingExpressions.some((grouped) => grouped.equals(value))) return false;
    const proven = (part: TreeValue | undefined): boolean => this.neverNull(part, scope, ignored);
    const all = (field: string): boolean => value.list(field).every(proven);
    switch (value.tag) {
      case 'VAR':
        return this.variable(value, scope, ignored);
      case 'CONST':
        return value.text('constisnull') === 'false';
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
      case 'COERCETODOMAIN':
      case 'NAMEDARGEXPR':
      case 'COLLATE':
      case 'COLLATEEXPR':
        return proven(value.value('arg'));
      case 'COALESCE':
      case 'COALESCEEXPR':
      case 'MINMAX':
      case 'MINMAXEXPR':
        return value.list('args').some(proven);
      case 'CASE':
      case 'CASEEXPR':
        return (
          proven(value.value('defresult')) && value.nodes('args').every((branch) => proven(branch.value('result')))
        );
      case 'NULLTEST':
      case 'BOOLEANTEST':
      case 'ARRAY':
      case 'ARRAYEXPR':
      case 'GROUPINGFUNC':
        return true;
      case 'BOOLEXPR':
        return all('args');
      case 'OPEXPR':
      case 'DISTINCTEXPR':
        return (
          !value.is('opretset') &&
          this.facts.functionFacts(value.number('opfuncid')).neverNull &&
          (value.tag === 'DISTINCTEXPR' || all('args'))
        );
      case 'SCALARARRAYOPEXPR':
        return this.anyOrAll(value, proven);
      case 'FUNCEXPR':
        return this.functionCall(value, all('args'));
      case 'SQLVALUEFUNCTION':
        return value.number('op') !== CURRENT_SCHEMA && !Number.isNaN(value.number('op'));
      case 'SUBLINK':
        return this.subquery(value, scope);
      case 'AGGREF':
        return this.aggregate(value, scope, proven);
      case 'WINDOWFUNC':
        return isNeverNullWindow(this.facts.functionFacts(value.number('winfnoid')));
      default:
        return false;
    }
  }

  private variable(variable: TreeNode, from: QueryScope, ignored: Joins): boolean {
    const scope = from.outer(variable.number('varlevelsup'));
    const column = { index: variable.number('varno'), attnum: variable.number('varattno') };
    const entry = scope?.entry(column.index);
    if (!scope || !entry || !(column.attnum >= 0)) return false;
    if (entry.number('rtekind') === RTE.group) {
      return (
        scope.query.list('groupingSets').length === 0 &&
        this.neverNull(entry.list('groupexprs')[column.attnum - 1], scope)
      );
    }
    const required = this.requiredIn(scope);
    if (required.has(column)) return true;
    if (!required.isPresent(column.index)) {
      const nullers = scope.nullersOf(column.index);
      // From version 16 PostgreSQL says itself which joins null this very reference: believe whoever is more careful.
      const told = variable.list('varnullingrels').map(Number);
      if (!nullers || [...nullers, ...told].some((join) => !ignored.has(join))) return false;
    }
    return this.entryColumn(entry, column.attnum, column.index, scope, ignored);
  }

  private entryColumn(entry: TreeNode, attnum: number, index: number, scope: QueryScope, ignored: Joins): boolean {
    switch (entry.number('rtekind')) {
      case RTE.relation:
        // Number 0 is the whole row: a value of its own, whatever its parts are.
        return attnum === 0 || this.facts.columnNeverNull(entry.number('relid'), attnum);
      case RTE.subquery: {
        const query = entry.node('subquery');
        return query !== null && this.queryColumn(query, scope, attnum);
      }
      case RTE.join:
        return this.joinColumn(entry, attnum, index, scope, ignored);
      case RTE.function:
        return this.functionColumn(entry, attnum);
      case RTE.values:
        return entry.list('values_lists').every((row) => this.neverNull(isList(row) ? row[attnum - 1] : null, scope));
      case RTE.cte:
        return this.cteColumn(entry, attnum, scope);
      default:
        return false;
    }
  }

  /** A FULL JOIN's merged column is COALESCE of both sides, of which at least one has a row. */
  private joinColumn(join: TreeNode, attnum: number, index: number, scope: QueryScope, ignored: Joins): boolean {
    const alias = join.list('joinaliasvars')[attnum - 1];
    if (!(alias instanceof TreeNode)) return false;
    const coalesce = alias.tag === 'COALESCE' || alias.tag === 'COALESCEEXPR';
    // PostgreSQL 12 does not tell which columns are merged.
    if (coalesce && attnum <= join.number('joinmergedcols') && join.number('jointype') === JOIN.full) {
      return alias.list('args').every((side) => this.neverNull(side, scope, new Set([...ignored, index])));
    }
    return this.neverNull(alias, scope, ignored);
  }

  private functionColumn(entry: TreeNode, attnum: number): boolean {
    const [only, ...others] = entry.nodes('functions');
    // The shorter of several functions is filled up with NULLs.
    if (!only || others.length > 0) return false;
    if (attnum === only.number('funccolcount') + 1) return entry.is('funcordinality');
    const called = this.facts.functionFacts(only.node('funcexpr')?.number('funcid') ?? 0);
    return attnum === 1 && called.builtin === 'generate_series';
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

  private functionCall(call: TreeNode, argumentsProven: boolean): boolean {
    if (call.is('funcretset')) return false;
    const facts = this.facts.functionFacts(call.number('funcid'));
    if (isNeverNullCall(facts)) return !call.is('funcvariadic');
    return facts.neverNull && argumentsProven;
  }

  /** `x = ANY (ARRAY[...])`: NULL elements make NULL answers, so the elements must be written out. */
  private anyOrAll(test: TreeNode, proven: (part: TreeValue | undefined) => boolean): boolean {
    const [scalar, array] = test.list('args');
    if (!(array instanceof TreeNode) || (array.tag !== 'ARRAY' && array.tag !== 'ARRAYEXPR') || array.is('multidims'))
      return false;
    return (
      this.facts.functionFacts(test.number('opfuncid')).neverNull &&
      proven(scalar) &&
      array.list('elements').every(proven)
    );
  }

  private subquery(link: TreeNode, scope: QueryScope): boolean {
    const type = link.number('subLinkType');
    if (type === SUBLINK.exists || type === SUBLINK.array) return true;
    const query = link.node('subselect');
    // Only an aggregate without GROUP BY is sure to answer a row.
    return type === SUBLINK.expression && query !== null && answersOneRow(query) && this.queryColumn(query, scope, 1);
  }

  private aggregate(call: TreeNode, scope: QueryScope, proven: (part: TreeValue | undefined) => boolean): boolean {
    const nulls = nullsOfAggregate(this.facts.functionFacts(call.number('aggfnoid')));
    if (nulls === 'never') return true;
    const grouped = scope.query.list('groupClause').length > 0 && scope.query.list('groupingSets').length === 0;
    if (!grouped || call.number('agglevelsup') !== 0 || call.value('aggfilter') !== null) return false;
    return nulls === 'without rows' || (nulls === 'as its argument' && proven(call.nodes('args')[0]?.value('expr')));
  }
}

function answersOneRow(query: TreeNode): boolean {
  const absent = ['groupClause', 'groupingSets', 'havingQual', 'limitOffset', 'limitCount', 'setOperations'];
  return query.is('hasAggs') && !query.is('hasTargetSRFs') && absent.every((field) => query.value(field) === null);
}

function isList(value: TreeValue): value is readonly TreeValue[] {
  return Array.isArray(value);
}
