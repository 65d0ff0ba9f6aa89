import { COMMAND } from '../analysis/query-level.js';
import { isList, TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { RTE } from './query-scope.js';

/** A parameter (from 1) that a statement writes into a column as it is. */
export interface AssignedParameter {
  readonly parameter: number;
  readonly relation: number;
  readonly attnum: number;
}

const PARAM_EXTERNAL = 0;
/** `CoercionForm` of a function that stands for a cast. */
const CASTS: ReadonlySet<number> = new Set([1, 2]);

/** The parameters that INSERT, UPDATE and MERGE hand to columns, those in WITH too. */
export function assignedParameters(query: TreeNode): readonly AssignedParameter[] {
  const inside = query.nodes('cteList').flatMap((cte) => {
    const within = cte.node('ctequery');
    return within?.tag === 'QUERY' ? assignedParameters(within) : [];
  });
  const command = query.number('commandType');
  if (command !== COMMAND.insert && command !== COMMAND.update && command !== COMMAND.merge) return inside;
  const target = query.list('rtable')[query.number('resultRelation') - 1];
  const relation = target instanceof TreeNode ? target.number('relid') : Number.NaN;
  if (Number.isNaN(relation)) return inside;
  const lists = [
    command === COMMAND.merge ? [] : query.nodes('targetList'),
    query.node('onConflict')?.nodes('onConflictSet') ?? [],
    ...query.nodes('mergeActionList').map((action) => action.nodes('targetList')),
  ];
  const own = lists.flat().flatMap((entry) =>
    entry.is('resjunk')
      ? []
      : parametersIn(entry.value('expr'), query).map((parameter) => ({
          parameter,
          relation,
          attnum: entry.number('resno'),
        })),
  );
  return [...inside, ...own];
}

/** The parameters that a value is, in one row or another. */
function parametersIn(value: TreeValue | undefined, query: TreeNode): readonly number[] {
  if (!(value instanceof TreeNode)) return [];
  switch (value.tag) {
    case 'PARAM':
      return value.number('paramkind') === PARAM_EXTERNAL ? [value.number('paramid')] : [];
    case 'RELABELTYPE':
    case 'COERCEVIAIO':
    case 'COERCETODOMAIN':
    case 'ARRAYCOERCEEXPR':
      return parametersIn(value.value('arg'), query);
    case 'FUNCEXPR':
      return CASTS.has(value.number('funcformat')) ? parametersIn(value.list('args')[0], query) : [];
    case 'VAR':
      return value.number('varlevelsup') === 0 ? parametersBehind(value, query) : [];
    default:
      return [];
  }
}

/** Of rows that are written out, or of a SELECT, as far as it has no rows from elsewhere to combine. */
function parametersBehind(variable: TreeNode, query: TreeNode): readonly number[] {
  const entry = query.list('rtable')[variable.number('varno') - 1];
  if (!(entry instanceof TreeNode)) return [];
  const at = variable.number('varattno');
  if (entry.number('rtekind') === RTE.values)
    return entry.list('values_lists').flatMap((row) => (isList(row) ? parametersIn(row[at - 1], query) : []));
  const inner = entry.number('rtekind') === RTE.subquery ? entry.node('subquery') : null;
  if (!inner || inner.node('setOperations')) return [];
  const target = inner.nodes('targetList').find((one) => one.number('resno') === at);
  return parametersIn(target?.value('expr'), inner);
}
