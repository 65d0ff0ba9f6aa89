import type { TreeNode } from '../catalog/node-tree.js';

/** Bits of a window's `frameOptions`. */
const FRAME = {
  changed: 0x1,
  startUnbounded: 0x20,
  endUnbounded: 0x100,
  startCurrent: 0x200,
  endCurrent: 0x400,
  excludeCurrent: 0x8000,
  excludeGroup: 0x10000,
} as const;

/** Whether the frame of a window function's call has the row itself in it, in every row. */
export function frameHasCurrentRow(call: TreeNode, query: TreeNode): boolean {
  const window = query.nodes('windowClause').find((clause) => clause.number('winref') === call.number('winref'));
  const options = window?.number('frameOptions') ?? Number.NaN;
  if (Number.isNaN(options)) return false;
  if ((options & FRAME.changed) === 0) return true;
  if ((options & (FRAME.excludeCurrent | FRAME.excludeGroup)) !== 0) return false;
  return (
    (options & (FRAME.startUnbounded | FRAME.startCurrent)) !== 0 &&
    (options & (FRAME.endUnbounded | FRAME.endCurrent)) !== 0
  );
}
