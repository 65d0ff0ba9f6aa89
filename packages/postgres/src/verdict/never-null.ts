import { TreeNode, type TreeValue } from '../catalog/node-tree.js';
import { neverNullColumns } from '../nullability/null-fold.js';
import { isNeverNullCall } from '../nullability/proven-functions.js';
import { COMMAND } from '../analysis/query-level.js';
import type { FoundWrite } from './found-write.js';
import type { WriteFacts } from './write-facts.js';

/** `SQLValueFunctionOp` for CURRENT_SCHEMA, which can be NULL. */
const CURRENT_SCHEMA = 14;

/** Whether a value is certain not to be NULL, in the place where it stands. */
export function isNeverNull(node: TreeNode, write: FoundWrite, column: number, facts: WriteFacts): boolean {
  return isAlone(node, write, facts) || provenIn(write, facts).has(column);
}

/** What the query itself proves of its assignments: an UPDATE or INSERT assigns as a SELECT answers. */
function provenIn({ query, by }: FoundWrite, facts: WriteFacts): ReadonlySet<number> {
  const command = query.number('commandType');
  // The assignments of an upsert or MERGE stand beside the query's own.
  if (command === COMMAND.merge || (by === 'update' && command === COMMAND.insert)) return NONE;
  // The proof is made for stored queries, which know no RETURNING.
  if (query.nodes('cteList').some((cte) => cte.node('ctequery')?.number('commandType') !== COMMAND.select)) return NONE;
  return neverNullColumns(query, facts, 'assigned');
}

const NONE: ReadonlySet<number> = new Set();

/** Whether an expression is never NULL by itself: constants, functions that are known, the target's own NOT NULL columns. */
function isAlone(node: TreeNode, write: FoundWrite, facts: WriteFacts): boolean {
  const proven = (part: TreeValue | undefined): boolean => part instanceof TreeNode && isAlone(part, write, facts);
  const all = (field: string): boolean => node.list(field).every(proven);
  switch (node.tag) {
    case 'CONST':
      return !node.is('constisnull');
    case 'VAR':
      return (
        node.number('varlevelsup') === 0 &&
        node.number('varno') === write.target &&
        write.by === 'update' &&
        facts.columnNeverNull(write.relation, node.number('varattno'))
      );
    case 'SQLVALUEFUNCTION':
      return node.number('op') !== CURRENT_SCHEMA;
    case 'NEXTVALUEEXPR':
    case 'ARRAYEXPR':
    case 'ROWEXPR':
    case 'NULLTEST':
    case 'BOOLEANTEST':
      return true;
    case 'BOOLEXPR':
      return all('args');
    case 'RELABELTYPE':
    case 'COERCEVIAIO':
    case 'ARRAYCOERCEEXPR':
    case 'COERCETODOMAIN':
    case 'COLLATEEXPR':
      return proven(node.value('arg'));
    case 'COALESCEEXPR':
    case 'MINMAXEXPR':
      return node.list('args').some(proven);
    case 'CASEEXPR':
      return proven(node.value('defresult')) && node.nodes('args').every((branch) => proven(branch.value('result')));
    case 'OPEXPR':
      return !node.is('opretset') && facts.functionFacts(node.number('opfuncid')).neverNull && all('args');
    case 'FUNCEXPR':
      return isCallNeverNull(node, facts, () => all('args'));
    default:
      return false;
  }
}

function isCallNeverNull(node: TreeNode, facts: WriteFacts, areArguments: () => boolean): boolean {
  if (node.is('funcretset')) return false;
  const called = facts.functionFacts(node.number('funcid'));
  if (isNeverNullCall(called)) return !node.is('funcvariadic');
  return (called.neverNull || called.builtin === 'nextval') && areArguments();
}
