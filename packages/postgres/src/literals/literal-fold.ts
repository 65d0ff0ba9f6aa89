import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { ColumnOrigins, type Origin, type Placed } from '../json-shape/column-origins.js';
import { expressionType, expressionTypmod, SUBLINK } from '../json-shape/expression-type.js';
import { keyOf } from '../json-shape/json-literal.js';
import type { ShapeFacts } from '../json-shape/shape-facts.js';
import type { Place } from '../nullability/null-expressions.js';
import { NullFold } from '../nullability/null-fold.js';

/** text and varchar: between them a value stays what it is, byte for byte. Not char(n), which pads, and no domain. */
export const TEXT_TYPES: ReadonlySet<number> = new Set([25, 1043]);

/** More values than that are data. */
const MOST_VALUES = 50;
/** How many expressions are looked at before nothing is said: views that double views have no end. */
const MOST_EXPRESSIONS = 2000;
const LONGEST_WAY = 200;

/**
 * The texts one of which a query's result column (from 1) of type text or varchar is wherever it is not NULL, sorted; null where it can
 * be another one, or nobody knows.
 */
export function literalsOfColumn(query: TreeNode, position: number, facts: ShapeFacts): readonly string[] | null {
  const values = new LiteralFold(facts).result(query, position);
  return values === null || values.size === 0 || values.size > MOST_VALUES ? null : [...values].sort();
}

/** The texts that expressions can be; null for any. What hands a value on unchanged has those of what it hands on. */
class LiteralFold {
  private readonly fold: NullFold;
  private readonly origins: ColumnOrigins;
  /** Expressions being looked at: a recursive query comes back to its own, and adds nothing by handing it on. */
  private readonly open = new Set<TreeNode>();
  private looked = 0;

  constructor(facts: ShapeFacts) {
    this.fold = new NullFold(facts);
    this.origins = new ColumnOrigins(this.fold, facts);
  }

  result(query: TreeNode, position: number): ReadonlySet<string> | null {
    return this.ofOrigin(this.origins.ofResult(query, null, position));
  }

  private ofOrigin(origin: Origin | null): ReadonlySet<string> | null {
    return origin?.kind === 'expressions' ? this.either(origin.parts) : null;
  }

  private either(parts: readonly Placed[]): ReadonlySet<string> | null {
    const all = new Set<string>();
    for (const { expression, place } of parts) {
      const values = this.of(expression, place);
      if (values === null || all.size > MOST_VALUES) return null;
      for (const value of values) all.add(value);
    }
    return all;
  }

  private of(expression: TreeNode, place: Place): ReadonlySet<string> | null {
    if (expression.tag === 'CONST' && expression.is('constisnull')) return new Set();
    if (this.open.has(expression)) return new Set();
    this.looked += 1;
    if (this.open.size >= LONGEST_WAY || this.looked > MOST_EXPRESSIONS) return null;
    // A length cuts what is too long.
    if (!TEXT_TYPES.has(expressionType(expression) ?? 0) || expressionTypmod(expression) !== -1) return null;
    this.open.add(expression);
    try {
      return this.written(expression, place);
    } finally {
      this.open.delete(expression);
    }
  }

  private written(expression: TreeNode, place: Place): ReadonlySet<string> | null {
    switch (expression.tag) {
      case 'CONST': {
        const text = keyOf(expression);
        return text === null ? null : new Set([text]);
      }
      case 'VAR':
        return expression.number('varattno') > 0 ? this.ofOrigin(this.origins.ofVariable(expression, place)) : null;
      case 'COALESCEEXPR':
        return this.either(expression.nodes('args').map((argument) => ({ expression: argument, place })));
      case 'CASEEXPR':
        return this.ofBranches(this.fold.branches(expression, place));
      case 'NULLIFEXPR':
        return this.ofNode(expression.list('args')[0], place);
      case 'RELABELTYPE':
      case 'COLLATEEXPR':
      case 'NAMEDARGEXPR':
        return this.ofNode(expression.value('arg'), place);
      case 'SUBLINK':
        return this.ofSublink(expression, place);
      default:
        return null;
    }
  }

  private ofNode(value: TreeValue | undefined, place: Place): ReadonlySet<string> | null {
    return value instanceof TreeNode ? this.of(value, place) : null;
  }

  private ofBranches(branches: readonly (readonly [TreeValue, Place])[]): ReadonlySet<string> | null {
    // An ELSE that is not written adds nothing.
    const written = branches.filter(([value]) => value !== null);
    const parts = written.flatMap(([value, place]) =>
      value instanceof TreeNode ? [{ expression: value, place }] : [],
    );
    return parts.length === written.length ? this.either(parts) : null;
  }

  private ofSublink(link: TreeNode, place: Place): ReadonlySet<string> | null {
    const query = link.node('subselect');
    if (!query || link.number('subLinkType') !== SUBLINK.expression) return null;
    return this.ofOrigin(this.origins.ofResult(query, place.scope, 1));
  }
}
