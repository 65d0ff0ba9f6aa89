import type { NullFacts } from './null-facts.js';
import { TreeNode, type TreeValue } from './node-tree.js';
import { JOIN, type QueryScope, type ScopeColumn } from './query-scope.js';

/** The columns of one query level that are not NULL in any row it answers, because its conditions exclude NULL. */
export class RequiredColumns {
  private readonly columns = new Map<string, ScopeColumn>();
  private readonly entries = new Set<number>();

  constructor(scope: QueryScope, facts: NullFacts) {
    for (const condition of conditions(scope.query.node('jointree'))) {
      for (const column of new Excluding(scope, facts).whenTrue(condition)) {
        this.columns.set(keyOf(column), column);
        this.entries.add(column.index);
      }
    }
  }

  has(column: ScopeColumn): boolean {
    return this.columns.has(keyOf(column));
  }

  /** Whether the entry's rows are real ones: where an outer join puts NULLs, every column is NULL, this one too. */
  isPresent(index: number): boolean {
    return this.entries.has(index);
  }
}

function keyOf(column: ScopeColumn): string {
  return `${column.index}.${column.attnum}`;
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

/** `NullTestType` IS_NOT_NULL; `BoolTestType` IS_TRUE, IS_FALSE, IS_NOT_UNKNOWN. */
const IS_NOT_NULL = 1;
const EXCLUDES_UNKNOWN: ReadonlySet<number> = new Set([0, 2, 5]);

class Excluding {
  constructor(
    private readonly scope: QueryScope,
    private readonly facts: NullFacts,
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
      default:
        return this.whenKnown(condition);
    }
  }

  private whenJunctionTrue(condition: TreeNode): readonly ScopeColumn[] {
    const args = condition.list('args');
    if (condition.text('boolop') === 'and') return args.flatMap((arg) => this.whenTrue(arg));
    if (condition.text('boolop') === 'not') return this.whenKnown(condition);
    const [first = [], ...others] = args.map((arg) => this.whenTrue(arg));
    return first.filter((column) => others.every((other) => other.some((another) => keyOf(another) === keyOf(column))));
  }

  /** Columns without which the expression is NULL. */
  private whenKnown(expression: TreeValue | undefined): readonly ScopeColumn[] {
    if (!(expression instanceof TreeNode)) return [];
    switch (expression.tag) {
      case 'VAR':
        return this.column(expression);
      case 'RELABELTYPE':
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

  /** The column itself, or the one that a join's column stands for. */
  private column(variable: TreeNode): readonly ScopeColumn[] {
    const column = { index: variable.number('varno'), attnum: variable.number('varattno') };
    if (variable.number('varlevelsup') !== 0 || column.attnum <= 0) return [];
    const alias = this.scope.joinColumn(column);
    if (!alias) return [column];
    return alias instanceof TreeNode && alias.tag === 'VAR' ? this.column(alias) : [];
  }
}
