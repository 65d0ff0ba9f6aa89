import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import type { Place } from '../nullability/null-expressions.js';
import { NullFold } from '../nullability/null-fold.js';
import { ColumnOrigins, type Origin, type Placed } from './column-origins.js';
import { arrayOf, type Draft, NOTHING, orNull, UNKNOWN, unionOf } from './draft.js';
import { expressionType, expressionTypmod, SUBLINK } from './expression-type.js';
import { type Call, shapeOfAggregate, shapeOfCall } from './json-calls.js';
import { shapeOfConstructor } from './json-constructor.js';
import { shapeOfLiteral } from './json-literal.js';
import { Limit } from './limit.js';
import { RowShapes } from './row-shapes.js';
import type { ShapeFacts } from './shape-facts.js';
import { type DeclaredType, TypeShapes } from './type-shapes.js';

/** The shape of a query's result column (from 1), which must be of type json or jsonb, where it is not SQL's NULL. */
export function shapeOfColumn(query: TreeNode, position: number, facts: ShapeFacts): Draft {
  return new ShapeFold(facts).result(query, position);
}

/** How many expressions may hand a value on, or build on one, before nothing is said of it: views over views have no end. */
const LONGEST_WAY = 200;

/** Draws what `to_json` writes of expressions; whether a part is NULL is the null proof's to say. */
class ShapeFold {
  private readonly fold: NullFold;
  private readonly origins: ColumnOrigins;
  private readonly limit = new Limit();
  private readonly types: TypeShapes;
  private readonly rows: RowShapes;
  /** Expressions being drawn, with the depth of each: a recursive query comes back to its own. */
  private readonly open = new Map<TreeNode, number>();

  constructor(private readonly facts: ShapeFacts) {
    this.fold = new NullFold(facts);
    this.origins = new ColumnOrigins(this.fold, facts);
    this.types = new TypeShapes(facts, this.limit);
    this.rows = new RowShapes(this.fold, this.origins, facts, {
      part: (expression, place) => this.part(expression, place),
      column: (declared, origin, place) => this.column(declared, origin, place),
      typed: (declared, place) => this.typed(declared, place),
    });
  }

  result(query: TreeNode, position: number): Draft {
    const origin = this.origins.ofResult(query, null, position);
    return origin?.kind === 'expressions' ? this.either(origin.parts) : UNKNOWN;
  }

  /** What is written of the expression where it is not NULL. */
  private value(expression: TreeNode, place: Place): Draft {
    if (isNullConstant(expression)) return NOTHING;
    const since = this.open.get(expression);
    // A recursive query that hands its own value on adds nothing to it; one that builds on it has no end.
    if (since !== undefined) return since === this.limit.depth ? NOTHING : UNKNOWN;
    if (this.open.size >= LONGEST_WAY || !this.limit.spend()) return UNKNOWN;
    this.open.set(expression, this.limit.depth);
    try {
      return this.written(expression, place);
    } finally {
      this.open.delete(expression);
    }
  }

  private inner(expression: TreeNode, place: Place): Draft {
    return this.limit.within(() => this.value(expression, place));
  }

  private part(expression: TreeNode, place: Place): Draft {
    const inner = this.inner(expression, place);
    return this.fold.isNeverNull(expression, place) ? inner : orNull(inner);
  }

  private either(parts: readonly Placed[]): Draft {
    return unionOf(parts.map(({ expression, place }) => this.value(expression, place)));
  }

  private written(expression: TreeNode, place: Place): Draft {
    if (expression.tag === 'SUBLINK' && expression.number('subLinkType') === SUBLINK.array)
      return this.arrayOfRows(expression, place);
    const type = expressionType(expression);
    if (type === null) return UNKNOWN;
    const declared = { type, typmod: expressionTypmod(expression), dimensions: 0 };
    if (expression.tag === 'VAR' && expression.number('varattno') > 0)
      return this.column(declared, this.origins.ofVariable(expression, place), place);
    const { kind } = this.types.writtenAs(type);
    if (kind === 'scalar' || kind === 'other') return this.typed(declared, place);
    const handed = this.handedOn(expression, place)?.filter((part) => !isNullConstant(part.expression));
    if (handed?.every((part) => this.isSame(part.expression, type))) return this.either(handed);
    if (kind === 'row') return this.rows.of(expression, declared, place);
    const built = kind === 'json' ? this.json(expression, place) : this.array(expression, place);
    return built ?? this.typed(declared, place);
  }

  private typed(declared: DeclaredType, place: Place): Draft {
    return this.types.of(declared, this.fold.isStored(place.scope));
  }

  /** A column, by what stands behind it where that is of the same type. */
  private column(declared: DeclaredType, origin: Origin | null, place: Place): Draft {
    const { kind } = this.types.writtenAs(declared.type);
    if (kind === 'scalar' || kind === 'other' || origin === null) return this.typed(declared, place);
    if (origin.kind === 'expressions') {
      const parts = origin.parts.filter(({ expression }) => !isNullConstant(expression));
      return parts.every(({ expression }) => this.isSame(expression, declared.type))
        ? this.either(parts)
        : this.typed(declared, place);
    }
    const part = this.facts.rowOf(origin.relation)?.find(({ attnum }) => attnum === origin.attnum);
    return this.typed({ ...declared, dimensions: part?.dimensions ?? 0 }, place);
  }

  /** Whether an expression is written as the type is: set operations cast what their branches answer. */
  private isSame(expression: TreeNode, type: number): boolean {
    const own = expressionType(expression);
    if (own === type) return true;
    if (own === null) return false;
    const [left, right] = [own, type].map((one) => this.types.writtenAs(one));
    return left?.kind !== 'other' && JSON.stringify(left) === JSON.stringify(right);
  }

  /** The expressions one of which the value is; null where it is made anew. */
  private handedOn(expression: TreeNode, place: Place): readonly Placed[] | null {
    const one = (value: TreeValue | undefined): readonly Placed[] =>
      value instanceof TreeNode ? [{ expression: value, place }] : [];
    switch (expression.tag) {
      case 'COALESCEEXPR':
        return this.coalesced(expression.nodes('args'), place);
      case 'CASEEXPR':
        return this.fold
          .branches(expression, place)
          .flatMap(([result, taken]) => (result instanceof TreeNode ? [{ expression: result, place: taken }] : []));
      case 'NULLIFEXPR':
        return one(expression.list('args')[0]);
      case 'RELABELTYPE':
      case 'COERCETODOMAIN':
      case 'COERCEVIAIO':
      case 'NAMEDARGEXPR':
        return one(expression.value('arg'));
      case 'JSONVALUEEXPR':
        return one(expression.value('formatted_expr'));
      case 'SUBLINK':
        return this.results(expression, place);
      default:
        return null;
    }
  }

  /** What stands behind the first one that is never NULL is not reached. */
  private coalesced(args: readonly TreeNode[], place: Place): readonly Placed[] {
    const last = args.findIndex((argument) => this.fold.isNeverNull(argument, place));
    return (last < 0 ? args : args.slice(0, last + 1)).map((expression) => ({ expression, place }));
  }

  private results(link: TreeNode, place: Place): readonly Placed[] | null {
    const query = link.node('subselect');
    const origin = query ? this.origins.ofResult(query, place.scope, 1) : null;
    return origin?.kind === 'expressions' ? origin.parts : null;
  }

  private arrayOfRows(link: TreeNode, place: Place): Draft {
    const parts = this.results(link, place);
    return parts ? arrayOf(unionOf(parts.map((part) => this.part(part.expression, part.place)))) : UNKNOWN;
  }

  /** Null where nothing more than its type is known. */
  private array(expression: TreeNode, place: Place): Draft | null {
    if (expression.tag === 'ARRAYEXPR')
      return arrayOf(unionOf(expression.nodes('elements').map((element) => this.part(element, place))));
    return expression.tag === 'AGGREF' ? this.aggregate(expression, place) : null;
  }

  private json(expression: TreeNode, place: Place): Draft {
    switch (expression.tag) {
      case 'CONST':
        return shapeOfLiteral(expression);
      case 'FUNCEXPR':
        return expression.is('funcretset') || expression.is('funcvariadic')
          ? UNKNOWN
          : this.called(expression, 'funcid', place);
      case 'OPEXPR':
        return expression.is('opretset') ? UNKNOWN : this.called(expression, 'opfuncid', place);
      case 'AGGREF':
      case 'WINDOWFUNC':
        return this.aggregate(expression, place);
      case 'JSONCONSTRUCTOREXPR':
        return shapeOfConstructor(expression, this.call(expression.nodes('args'), place), (argument) =>
          this.fold.isNeverNull(argument, place),
        );
      default:
        return UNKNOWN;
    }
  }

  private called(call: TreeNode, field: string, place: Place): Draft {
    const { builtin } = this.facts.functionFacts(call.number(field));
    return builtin === null ? UNKNOWN : shapeOfCall(builtin, this.call(call.nodes('args'), place));
  }

  /** Its arguments are those of the rows that its FILTER lets through. */
  private aggregate(call: TreeNode, around: Place): Draft {
    const isWindow = call.tag === 'WINDOWFUNC';
    const { builtin } = this.facts.functionFacts(call.number(isWindow ? 'winfnoid' : 'aggfnoid'));
    if (builtin === null) return UNKNOWN;
    const place = this.fold.where(call.value('aggfilter'), this.fold.everywhere(around.scope));
    const args = isWindow ? call.nodes('args') : call.nodes('args').flatMap((target) => target.node('expr') ?? []);
    return shapeOfAggregate(builtin, this.call(args, place));
  }

  private call(args: readonly TreeNode[], place: Place): Call {
    return {
      args,
      value: (argument) => (argument ? this.value(argument, place) : UNKNOWN),
      inner: (argument) => (argument ? this.inner(argument, place) : UNKNOWN),
      part: (argument) => (argument ? this.part(argument, place) : UNKNOWN),
    };
  }
}

function isNullConstant(expression: TreeNode): boolean {
  return expression.tag === 'CONST' && expression.is('constisnull');
}
