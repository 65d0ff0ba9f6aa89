import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { ENTRY } from '../analysis/query-level.js';
import type { FoundValue } from './found-write.js';

/** Beyond so many rows a statement is taken for one that writes any value. */
const MOST_ROWS = 1000;

/** One row that a query makes: the expression behind each of its columns, by position, as far down as it is the same in every row. */
export type RowColumns = (position: number) => FoundValue | null;

/** The query levels around an expression, innermost first. */
export interface Scope {
  readonly query: TreeNode;
  readonly outer: Scope | null;
}

/** The rows that a query writes out: those of VALUES and of a UNION one by one, one that stands for all where it reads tables. */
export function rowsOf(scope: Scope): readonly RowColumns[] {
  const { query } = scope;
  const operations = query.node('setOperations');
  if (operations) {
    const leaves = leavesOf(operations).flatMap((index) => {
      const inner = entryOf(query, index)?.node('subquery');
      return inner ? rowsOf({ query: inner, outer: scope }) : [];
    });
    return leaves.length > 0 && leaves.length <= MOST_ROWS ? leaves : [() => null];
  }
  const targets = new Map(
    query.nodes('targetList').flatMap((target) => {
      const expression = target.node('expr');
      return target.is('resjunk') || !expression ? [] : [[target.number('resno'), expression] as const];
    }),
  );
  return sourceRows(scope).map((row) => (position) => {
    const expression = targets.get(position);
    return expression ? resolve(expression, scope, row) : null;
  });
}

/** What stands in the one place of FROM that can write out several rows. */
interface SourceRow {
  readonly index: number;
  readonly columns: RowColumns;
}

const ANY_ROW: readonly (SourceRow | null)[] = [null];

function sourceRows(scope: Scope): readonly (SourceRow | null)[] {
  const [from, ...others] = scope.query.node('jointree')?.nodes('fromlist') ?? [];
  if (from?.tag !== 'RANGETBLREF' || others.length > 0) return ANY_ROW;
  const index = from.number('rtindex');
  const rows = entryRows(scope, index);
  return rows === null ? ANY_ROW : rows.map((columns) => ({ index, columns }));
}

/** The rows of one entry of FROM; null where it writes none out. */
function entryRows(scope: Scope, index: number): readonly RowColumns[] | null {
  const entry = entryOf(scope.query, index);
  const kind = entry?.number('rtekind');
  if (!entry) return null;
  if (kind === ENTRY.values) {
    const rows = entry.list('values_lists');
    if (rows.length > MOST_ROWS) return null;
    return rows.map((row) => (position) => {
      const value = isList(row) ? row[position - 1] : null;
      return value instanceof TreeNode ? resolve(value, scope, null) : null;
    });
  }
  if (kind === ENTRY.subquery) {
    const inner = entry.node('subquery');
    return inner ? rowsOf({ query: inner, outer: scope }) : null;
  }
  return kind === ENTRY.cte ? cteRows(scope, entry) : null;
}

function cteRows(scope: Scope, entry: TreeNode): readonly RowColumns[] | null {
  let home: Scope | null = scope;
  for (let levels = entry.number('ctelevelsup'); levels > 0 && home; levels -= 1) home = home.outer;
  const cte = home?.query.nodes('cteList').find((one) => one.text('ctename') === entry.text('ctename'));
  const query = cte?.node('ctequery');
  const isPlain = query?.tag === 'QUERY' && query.number('commandType') === 1 && !cte?.is('cterecursive');
  return isPlain && home ? rowsOf({ query, outer: home }) : null;
}

/** Follows a value to what it is, through columns that hand it on. */
export function resolve(node: TreeNode, scope: Scope, row: SourceRow | null): FoundValue {
  const bare = withoutImplicitCasts(node);
  if (bare.tag === 'SETTODEFAULT') return { kind: 'default', omitted: false };
  const here: FoundValue = { kind: 'expression', node: bare, query: scope.query };
  // A column of an outer join can be NULL besides.
  if (bare.tag !== 'VAR' || bare.number('varlevelsup') !== 0 || bare.list('varnullingrels').length > 0) return here;
  const index = bare.number('varno');
  const column = bare.number('varattno');
  if (row?.index === index) return row.columns(column) ?? here;
  const entry = entryOf(scope.query, index);
  if (entry?.number('rtekind') === ENTRY.group) {
    const grouped = entry.list('groupexprs')[column - 1];
    const isPlain = scope.query.list('groupingSets').length === 0 && grouped instanceof TreeNode;
    return isPlain ? resolve(grouped, scope, row) : here;
  }
  const [only, ...others] = entryRows(scope, index) ?? [];
  const value = others.length === 0 ? only?.(column) : null;
  return value ?? here;
}

const IMPLICIT = 2;
const FORMATS: ReadonlyMap<string, readonly [format: string, argument: string]> = new Map([
  ['FUNCEXPR', ['funcformat', 'args']],
  ['RELABELTYPE', ['relabelformat', 'arg']],
  ['COERCEVIAIO', ['coerceformat', 'arg']],
  ['ARRAYCOERCEEXPR', ['coerceformat', 'arg']],
  ['CONVERTROWTYPEEXPR', ['convertformat', 'arg']],
  ['COERCETODOMAIN', ['coercionformat', 'arg']],
]);

/** What is written, before PostgreSQL makes it the column's type: that belongs to the column, which may change its type. */
export function withoutImplicitCasts(node: TreeNode): TreeNode {
  const [format, argument] = FORMATS.get(node.tag) ?? [];
  if (format === undefined || argument === undefined || node.number(format) !== IMPLICIT) return node;
  const inner = argument === 'args' ? node.nodes('args')[0] : node.node(argument);
  return inner ? withoutImplicitCasts(inner) : node;
}

function leavesOf(node: TreeNode): readonly number[] {
  if (node.tag === 'RANGETBLREF') return [node.number('rtindex')];
  // INTERSECT and EXCEPT answer rows of their left side.
  const sides = node.number('op') === 1 ? ['larg', 'rarg'] : ['larg'];
  return sides.flatMap((side) => {
    const inner = node.node(side);
    return inner ? leavesOf(inner) : [];
  });
}

export function entryOf(query: TreeNode, index: number): TreeNode | null {
  const entry = query.list('rtable')[index - 1];
  return entry instanceof TreeNode ? entry : null;
}

function isList(value: TreeValue): value is readonly TreeValue[] {
  return Array.isArray(value);
}
