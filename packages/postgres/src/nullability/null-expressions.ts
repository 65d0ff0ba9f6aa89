import { COMMAND } from '../analysis/query-level.js';
import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import type { NullFacts } from './null-facts.js';
import {
  isNeverNullByFirst,
  isNeverNullCall,
  isNeverNullWindow,
  neverNullInSet,
  nullsOfAggregate,
} from './proven-functions.js';
import type { QueryScope } from './query-scope.js';
import { columnsUnlessTrue, columnsWhenTrue, type RequiredColumns } from './required-columns.js';
import { frameHasCurrentRow } from './window-frame.js';

/** Where an expression stands, and what is known there. */
export interface Place {
  readonly scope: QueryScope;
  readonly known: RequiredColumns;
  /** FULL JOINs whose NULLs do not count, while their merged columns are looked at side by side. */
  readonly ignored: ReadonlySet<number>;
}

/** What the proof of an expression needs of the query around it. */
export interface QueryProofs {
  variable(variable: TreeNode, place: Place): boolean;
  queryColumn(query: TreeNode, parent: QueryScope, position: number): boolean;
  /** The place with what holds in every row of its query, and nothing more. */
  everywhere(place: Place): Place;
}

/** `SubLinkType`; `SQLValueFunctionOp` for CURRENT_SCHEMA, which can be NULL; `ParamKind` of a subquery's column. */
const SUBLINK = { exists: 0, all: 1, any: 2, expression: 4, array: 6 } as const;
const CURRENT_SCHEMA = 14;
const PARAM_SUBLINK = 2;
/** `JsonConstructorType` of `JSON_OBJECT(…)` and `JSON_ARRAY(…)`, and of their aggregates; `XmlExprOp` of `xmlelement`. */
const JSON_VALUES: ReadonlySet<number> = new Set([1, 2]);
const JSON_AGGREGATES: ReadonlySet<number> = new Set([3, 4]);
const XML_ELEMENT = 1;

/** Whether an expression can be NULL, from its parts. */
export class NullExpressions {
  constructor(
    private readonly facts: NullFacts,
    private readonly queries: QueryProofs,
  ) {}

  neverNull(value: TreeValue | undefined, place: Place): boolean {
    if (!(value instanceof TreeNode)) return false;
    if (place.scope.groupingExpressions.some((grouped) => grouped.equals(value))) return false;
    const proven = (part: TreeValue | undefined): boolean => this.neverNull(part, place);
    const all = (field: string): boolean => value.list(field).every(proven);
    switch (value.tag) {
      case 'VAR':
        return this.queries.variable(value, place);
      case 'CONST':
        return value.text('constisnull') === 'false';
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
      case 'CONVERTROWTYPEEXPR':
      case 'COERCETODOMAIN':
      case 'NAMEDARGEXPR':
      case 'COLLATE':
      case 'COLLATEEXPR':
        return proven(value.value('arg'));
      case 'JSONISPREDICATE':
        return proven(value.value('expr'));
      case 'JSONVALUEEXPR':
        return proven(value.value('formatted_expr'));
      case 'COALESCE':
      case 'COALESCEEXPR':
      case 'MINMAX':
      case 'MINMAXEXPR':
        return value.list('args').some(proven);
      case 'CASE':
      case 'CASEEXPR':
        return this.branches(value, place).every(([result, taken]) => this.neverNull(result, taken));
      case 'NULLTEST':
      case 'BOOLEANTEST':
      case 'ARRAY':
      case 'ARRAYEXPR':
      case 'ROW':
      case 'ROWEXPR':
      case 'GROUPINGFUNC':
      case 'MERGESUPPORTFUNC':
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
        return this.functionCall(value, proven);
      case 'SQLVALUEFUNCTION':
        return value.number('op') !== CURRENT_SCHEMA && !Number.isNaN(value.number('op'));
      case 'SUBLINK':
        return this.subquery(value, place);
      case 'AGGREF':
        return this.aggregate(value, this.queries.everywhere(place));
      case 'WINDOWFUNC':
        return this.window(value, this.queries.everywhere(place));
      case 'JSONCONSTRUCTOREXPR':
        return this.jsonConstructor(value, proven);
      case 'XMLEXPR':
        return value.number('op') === XML_ELEMENT;
      default:
        return false;
    }
  }

  /** Whether a column of a function that answers sets is NULL in none of its rows. */
  neverNullInSet(call: TreeNode, position: number, place: Place): boolean {
    const { builtin } = this.facts.functionFacts(call.number('funcid'));
    if (builtin === null) return false;
    const args = call.list('args');
    if (builtin === 'unnest') return args.length === 1 && this.elementsNeverNull(args[0], place);
    return neverNullInSet(builtin, args.length, position);
  }

  /** Elements that are written out. */
  private elementsNeverNull(array: TreeValue | undefined, place: Place): boolean {
    if (!(array instanceof TreeNode)) return false;
    if (array.tag === 'RELABELTYPE' || array.tag === 'ARRAYCOERCEEXPR')
      return this.elementsNeverNull(array.value('arg'), place);
    if (array.tag !== 'ARRAY' && array.tag !== 'ARRAYEXPR') return false;
    // The elements of one with more dimensions are arrays themselves.
    const isProven = (element: TreeValue): boolean =>
      array.is('multidims') ? this.elementsNeverNull(element, place) : this.neverNull(element, place);
    return array.list('elements').every(isProven);
  }

  /** Each result of a CASE, with what is known where its condition holds and none before it does; without ELSE it is NULL. */
  branches(value: TreeNode, place: Place): readonly (readonly [result: TreeValue, place: Place])[] {
    const { scope } = place;
    let { known } = place;
    const branches: (readonly [TreeValue, Place])[] = [];
    for (const branch of value.nodes('args')) {
      const condition = branch.value('expr');
      const holds = columnsWhenTrue(condition, scope, this.facts, value.node('arg'));
      branches.push([branch.value('result'), { ...place, known: known.and(holds) }]);
      known = known.and(columnsUnlessTrue(condition, scope, this.facts));
    }
    return [...branches, [value.value('defresult'), { ...place, known }]];
  }

  private functionCall(call: TreeNode, proven: (part: TreeValue | undefined) => boolean): boolean {
    if (call.is('funcretset')) return false;
    const facts = this.facts.functionFacts(call.number('funcid'));
    const args = call.list('args');
    if (isNeverNullCall(facts)) return !call.is('funcvariadic');
    if (isNeverNullByFirst(facts)) return !call.is('funcvariadic') && proven(args[0]);
    return facts.neverNull && args.every(proven);
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

  private subquery(link: TreeNode, place: Place): boolean {
    const type = link.number('subLinkType');
    if (type === SUBLINK.exists || type === SUBLINK.array) return true;
    const query = link.node('subselect');
    if (!query) return false;
    if (type === SUBLINK.any || type === SUBLINK.all) return this.sublinkTest(link.value('testexpr'), query, place);
    return type === SUBLINK.expression && answersOneRow(query) && this.queries.queryColumn(query, place.scope, 1);
  }

  /** The comparison of `x IN (SELECT y …)`, unknown where one of both is NULL. */
  private sublinkTest(test: TreeValue | undefined, query: TreeNode, place: Place): boolean {
    if (!(test instanceof TreeNode)) return false;
    const parts = (): boolean => test.list('args').every((part) => this.sublinkTest(part, query, place));
    switch (test.tag) {
      case 'PARAM':
        return (
          test.number('paramkind') === PARAM_SUBLINK &&
          this.queries.queryColumn(query, place.scope, test.number('paramid'))
        );
      case 'BOOLEXPR':
        return parts();
      case 'OPEXPR':
        return this.facts.functionFacts(test.number('opfuncid')).neverNull && parts();
      case 'RELABELTYPE':
        return this.sublinkTest(test.value('arg'), query, place);
      default:
        return this.neverNull(test, place);
    }
  }

  /** Its arguments are those of many rows: what a CASE around it knows holds for one. */
  private aggregate(call: TreeNode, place: Place): boolean {
    const nulls = nullsOfAggregate(this.facts.functionFacts(call.number('aggfnoid')));
    if (nulls === 'never') return true;
    const { query } = place.scope;
    const grouped = query.list('groupClause').length > 0 && query.list('groupingSets').length === 0;
    if (!grouped || call.number('agglevelsup') !== 0 || call.value('aggfilter') !== null) return false;
    if (nulls === 'without rows') return true;
    return nulls === 'as its argument' && this.neverNull(call.nodes('args')[0]?.value('expr'), place);
  }

  private window(call: TreeNode, place: Place): boolean {
    const facts = this.facts.functionFacts(call.number('winfnoid'));
    if (isNeverNullWindow(facts)) return true;
    const args = call.list('args');
    const proven = (part: TreeValue | undefined): boolean => this.neverNull(part, place);
    const { builtin } = facts;
    if (builtin === 'ntile') return args.every(proven);
    if (builtin === 'lag' || builtin === 'lead') return args.length === 3 && args.every(proven);
    // An aggregate over a frame that the row itself is in has a row to work on.
    if (call.value('aggfilter') !== null || !frameHasCurrentRow(call, place.scope.query)) return false;
    if (builtin === 'first_value' || builtin === 'last_value') return proven(args[0]);
    const nulls = nullsOfAggregate(facts);
    return nulls === 'never' || nulls === 'without rows' || (nulls === 'as its argument' && proven(args[0]));
  }

  private jsonConstructor(value: TreeNode, proven: (part: TreeValue | undefined) => boolean): boolean {
    const type = value.number('type');
    if (JSON_VALUES.has(type)) return true;
    if (JSON_AGGREGATES.has(type)) return proven(value.value('func'));
    return value.list('args').length > 0 && value.list('args').every(proven);
  }
}

/** An aggregate without GROUP BY answers one row, and so does a SELECT without FROM and WHERE. */
function answersOneRow(query: TreeNode): boolean {
  const absent = ['groupClause', 'groupingSets', 'havingQual', 'limitOffset', 'setOperations'];
  if (query.is('hasTargetSRFs') || !absent.every((field) => query.value(field) === null)) return false;
  if (!leavesOneRow(query.value('limitCount'))) return false;
  if (query.is('hasAggs')) return true;
  const from = query.node('jointree');
  return (
    query.number('commandType') === COMMAND.select &&
    from !== null &&
    from.list('fromlist').length === 0 &&
    from.value('quals') === null
  );
}

/** `LIMIT` with a number that is not zero; FETCH FIRST and the LIMIT of no number come as one too. */
function leavesOneRow(limit: TreeValue): boolean {
  if (limit === null) return true;
  if (!(limit instanceof TreeNode)) return false;
  const number = limit.tag === 'FUNCEXPR' ? limit.list('args')[0] : limit;
  if (!(number instanceof TreeNode) || number.tag !== 'CONST' || number.is('constisnull')) return false;
  return number.list('constvalue').some((byte) => byte !== '0');
}
