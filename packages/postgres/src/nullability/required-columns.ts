import type { NullFacts } from './null-facts.js';
import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { JOIN, type QueryScope, RTE, type ScopeColumn } from './query-scope.js';

/** Columns of one query level that are known not to be NULL at a place, because of conditions that hold there. */
export class RequiredColumns {
  private readonly columns: ReadonlySet<string>;
  private readonly entries: ReadonlySet<number>;
  /** The one-sided outer joins that put no NULLs into such rows. */
  private readonly passed: ReadonlySet<number>;

  constructor(
    private readonly scope: QueryScope,
    private readonly known: readonly ScopeColumn[],
  ) {
    this.columns = new Set(known.map(keyOf));
    this.entries = new Set(known.map(({ index }) => index));
    const joins = [...this.entries].flatMap((index) => [...(scope.nullersOf(index) ?? [])]);
    this.passed = new Set(joins.filter((join) => scope.nullsOneSide(join)));
  }

  has(column: ScopeColumn): boolean {
    return this.columns.has(keyOf(column));
  }

  /** Whether the entry's rows are real ones: where an outer join puts NULLs, every column is NULL, this one too. */
  isPresent(index: number): boolean {
    return this.entries.has(index);
  }

  /** Whether a join that can put NULLs put none here: somebody behind it is present. */
  isPassed(join: number): boolean {
    return this.passed.has(join);
  }

  /** With more conditions that hold. */
  and(more: readonly ScopeColumn[]): RequiredColumns {
    return more.length === 0 ? this : new RequiredColumns(this.scope, [...this.known, ...more]);
  }
}

function keyOf(column: ScopeColumn): string {
  return `${column.index}.${column.attnum}`;
}

/** The columns of a query level that are not NULL in any row it answers. */
export function requiredByConditions(scope: QueryScope, facts: NullFacts): RequiredColumns {
  const { query } = scope;
  const having = query.list('groupingSets').length === 0 ? [query.value('havingQual')] : [];
  const all = [...conditions(query.node('jointree')), ...having];
  return new RequiredColumns(
    scope,
    all.flatMap((condition) => columnsWhenTrue(condition, scope, facts)),
  );
}

/**
 * Columns that are not NULL where the condition is true.
 * @param tested what `CASE … WHEN` compares with, where the condition is one of its comparisons
 */
export function columnsWhenTrue(
  condition: TreeValue,
  scope: QueryScope,
  facts: NullFacts,
  tested: TreeNode | null = null,
): readonly ScopeColumn[] {
  return new Excluding(scope, facts, tested).whenTrue(condition);
}

/** Columns that are not NULL where the condition is false or unknown. */
export function columnsUnlessTrue(condition: TreeValue, scope: QueryScope, facts: NullFacts): readonly ScopeColumn[] {
  return new Excluding(scope, facts, null).unlessTrue(condition);
}

/** The conditions that hold for every row of the join: WHERE, and ON where no outer join lies above it. */
function conditions(node: TreeNode | null): readonly TreeValue[] {
  if (node?.tag === 'FROMEXPR') return [node.value('quals'), ...node.nodes('fromlist').flatMap(conditions)];
  if (node?.tag !== 'JOINEXPR') return [];
  const type = node.number('jointype');
  if (type === JOIN.inner) {
    return [node.value('quals'), ...conditions(node.node('larg')), ...conditions(node.node('rarg'))];
  }
  if (type === JOIN.left) return conditions(node.node('larg'));
  return type === JOIN.right ? conditions(node.node('rarg')) : [];
}

/** `NullTestType`; `BoolTestType` IS_TRUE, IS_FALSE, IS_NOT_UNKNOWN; `SubLinkType` ANY. */
const IS_NULL = 0;
const IS_NOT_NULL = 1;
const EXCLUDES_UNKNOWN: ReadonlySet<number> = new Set([0, 2, 5]);
const ANY_SUBLINK = 2;

class Excluding {
  constructor(
    private readonly scope: QueryScope,
    private readonly facts: NullFacts,
    private readonly tested: TreeNode | null,
  ) {}

  /** Columns that are not NULL when the condition is true. */
  whenTrue(condition: TreeValue): readonly ScopeColumn[] {
    if (!(condition instanceof TreeNode)) return [];
    switch (condition.tag) {
      case 'BOOLEXPR':
        return this.whenJunctionTrue(condition);
      case 'NULLTEST':
        return condition.number('nulltesttype') === IS_NOT_NULL && !condition.is('argisrow')
          ? this.whenKnown(condition.value('arg'))
          : [];
      case 'BOOLEANTEST':
        return EXCLUDES_UNKNOWN.has(condition.number('booltesttype')) ? this.whenKnown(condition.value('arg')) : [];
      case 'SCALARARRAYOPEXPR':
        // ... = ALL ('{}') is true for NULL too
        return condition.is('useOr') && this.isStrict(condition.number('opfuncid'))
          ? this.whenKnown(condition.list('args')[0])
          : [];
      case 'SUBLINK':
        // True for one of the subquery's rows at least.
        return condition.number('subLinkType') === ANY_SUBLINK ? this.whenTrue(condition.value('testexpr')) : [];
      default:
        return this.whenKnown(condition);
    }
  }

  /** Columns that are not NULL when the condition is false or unknown. */
  unlessTrue(condition: TreeValue): readonly ScopeColumn[] {
    if (!(condition instanceof TreeNode)) return [];
    if (condition.tag === 'NULLTEST' && condition.number('nulltesttype') === IS_NULL && !condition.is('argisrow'))
      return this.whenKnown(condition.value('arg'));
    if (condition.tag !== 'BOOLEXPR') return [];
    const args = condition.list('args');
    if (condition.text('boolop') === 'or') return args.flatMap((arg) => this.unlessTrue(arg));
    if (condition.text('boolop') === 'not') {
      const [negated] = args;
      // A test for NULL is never unknown, so what is not true of its negation is true of itself.
      return negated instanceof TreeNode && negated.tag === 'NULLTEST' ? this.whenTrue(negated) : [];
    }
    return this.inEach(args.map((arg) => this.unlessTrue(arg)));
  }

  private whenJunctionTrue(condition: TreeNode): readonly ScopeColumn[] {
    const args = condition.list('args');
    if (condition.text('boolop') === 'and') return args.flatMap((arg) => this.whenTrue(arg));
    if (condition.text('boolop') === 'not') {
      const [negated] = args;
      if (negated instanceof TreeNode && negated.tag === 'NULLTEST') return this.unlessTrue(negated);
      return this.whenKnown(condition);
    }
    return this.inEach(args.map((arg) => this.whenTrue(arg)));
  }

  private inEach([first = [], ...others]: readonly (readonly ScopeColumn[])[]): readonly ScopeColumn[] {
    return first.filter((column) => others.every((other) => other.some((another) => keyOf(another) === keyOf(column))));
  }

  /** Columns without which the expression is NULL. */
  private whenKnown(expression: TreeValue | undefined): readonly ScopeColumn[] {
    if (!(expression instanceof TreeNode)) return [];
    switch (expression.tag) {
      case 'VAR':
        return this.column(expression);
      case 'CASETESTEXPR':
        return this.tested ? this.whenKnown(this.tested) : [];
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'COLLATEEXPR':
        return this.whenKnown(expression.value('arg'));
      case 'BOOLEXPR':
        return expression.text('boolop') === 'not' ? this.whenKnown(expression.list('args')[0]) : [];
      case 'OPEXPR':
        return this.whenCalled(expression, 'opfuncid', 'opretset');
      case 'FUNCEXPR':
        return this.whenCalled(expression, 'funcid', 'funcretset');
      default:
        return [];
    }
  }

  private whenCalled(call: TreeNode, functionField: string, setField: string): readonly ScopeColumn[] {
    if (call.is(setField) || !this.isStrict(call.number(functionField))) return [];
    return call.list('args').flatMap((arg) => this.whenKnown(arg));
  }

  private isStrict(oid: number): boolean {
    return this.facts.functionFacts(oid).strict;
  }

  /** The column itself, or the one that a join's or a group's column stands for. */
  private column(variable: TreeNode): readonly ScopeColumn[] {
    const column = { index: variable.number('varno'), attnum: variable.number('varattno') };
    if (variable.number('varlevelsup') !== 0 || column.attnum <= 0) return [];
    const entry = this.scope.entry(column.index);
    const kind = entry?.number('rtekind');
    if (kind !== RTE.join && kind !== RTE.group) return [column];
    const stands = entry?.list(kind === RTE.join ? 'joinaliasvars' : 'groupexprs')[column.attnum - 1];
    return stands instanceof TreeNode && stands.tag === 'VAR' ? this.column(stands) : [];
  }
}
