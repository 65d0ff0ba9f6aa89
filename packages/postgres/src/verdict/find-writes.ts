import { readNodeTree, TreeNode } from '../catalog/node-tree.js';
import { COMMAND } from '../analysis/query-level.js';
import type { FoundValue, FoundWrite } from './found-write.js';
import { entryOf, resolve, rowsOf, type RowColumns, type Scope } from './query-rows.js';

/** The query in the tree of an `EXPLAIN`; null where it holds none. */
export function explainedQuery(tree: string): TreeNode | null {
  const root = readNodeTree(tree);
  const query = root instanceof TreeNode ? root.node('utilityStmt')?.node('query') : null;
  return query?.tag === 'QUERY' ? query : null;
}

/** Everything that an analysed query writes, its CTEs included: only at its top can a query hold such. */
export function findWrites(query: TreeNode): readonly FoundWrite[] {
  const scope: Scope = { query, outer: null };
  const ctes = query.nodes('cteList').flatMap((cte) => {
    const inner = cte.node('ctequery');
    return inner?.tag === 'QUERY' ? writesOf({ query: inner, outer: scope }) : [];
  });
  return [...ctes, ...writesOf(scope)];
}

function writesOf(scope: Scope): readonly FoundWrite[] {
  const { query } = scope;
  const command = query.number('commandType');
  if (command === COMMAND.insert) return insertsOf(scope);
  if (command === COMMAND.update) return [actionOf(scope, 'update', query.nodes('targetList'))];
  if (command !== COMMAND.merge) return [];
  return query.nodes('mergeActionList').flatMap((action) => {
    const kind = action.number('commandType');
    if (kind !== COMMAND.insert && kind !== COMMAND.update) return [];
    return [actionOf(scope, kind === COMMAND.insert ? 'insert' : 'update', action.nodes('targetList'))];
  });
}

function insertsOf(scope: Scope): readonly FoundWrite[] {
  const { query } = scope;
  const rows = rowsOf(scope);
  const columns = new Map(
    positionsOf(query.nodes('targetList')).map((column) => [column, valuesIn(rows, column, scope)]),
  );
  const insert: FoundWrite = { ...frameOf(scope), by: 'insert', columns, rows: rows.length };
  const conflict = query.node('onConflict');
  const set = conflict?.nodes('onConflictSet') ?? [];
  if (!conflict || set.length === 0) return [insert];
  const excluded = conflict.number('exclRelIndex');
  const update = actionOf(scope, 'update', set, (column, expression) => {
    const isExcluded = expression.tag === 'VAR' && expression.number('varno') === excluded;
    if (!isExcluded) return null;
    const source = expression.number('varattno');
    // A column that the INSERT leaves out has its default in EXCLUDED: the same one only in the same column.
    return columns.get(source) ?? (source === column ? [{ kind: 'default', omitted: false }] : null);
  });
  return [insert, update];
}

/** Looks up what a value stands for beside the query's own sources. */
type Substitute = (column: number, expression: TreeNode) => readonly FoundValue[] | null;

function actionOf(
  scope: Scope,
  by: FoundWrite['by'],
  targets: readonly TreeNode[],
  substitute: Substitute = () => null,
): FoundWrite {
  const columns = new Map<number, readonly FoundValue[]>();
  for (const target of targets) {
    const expression = target.node('expr');
    if (target.is('resjunk') || !expression) continue;
    const column = target.number('resno');
    const value = resolve(expression, scope, null);
    const bare = value.kind === 'expression' ? value.node : expression;
    columns.set(column, substitute(column, bare) ?? [value]);
  }
  return { ...frameOf(scope), by, columns, rows: 1 };
}

function frameOf({ query }: Scope): Pick<FoundWrite, 'relation' | 'query' | 'target'> {
  const target = query.number('resultRelation');
  return { relation: entryOf(query, target)?.number('relid') ?? 0, query, target };
}

function positionsOf(targets: readonly TreeNode[]): readonly number[] {
  return targets.filter((target) => !target.is('resjunk')).map((target) => target.number('resno'));
}

function valuesIn(rows: readonly RowColumns[], column: number, scope: Scope): readonly FoundValue[] {
  const target = scope.query.nodes('targetList').find((entry) => entry.number('resno') === column);
  const expression = target?.node('expr');
  return rows.flatMap((row) => {
    const value = row(column) ?? (expression ? resolve(expression, scope, null) : null);
    return value ? [value] : [];
  });
}
