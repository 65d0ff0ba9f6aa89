import { type TreeNode } from '../catalog/node-tree.js';

/** What one command writes into its target, by the target's own columns, before anything is looked up. */
export interface FoundWrite {
  readonly relation: number;
  readonly by: 'insert' | 'update';
  /** By attnum; as many values as rows are written out, one where they come from a query. */
  readonly columns: ReadonlyMap<number, readonly FoundValue[]>;
  /** How many rows an INSERT writes out. */
  readonly rows: number;
  /** The query in which a value's expression stands: it says which of its columns are never NULL. */
  readonly query: TreeNode;
  /** The range table index of the target, whose own columns an UPDATE of an upsert or MERGE can name. */
  readonly target: number;
}

/** A value as the tree has it: `DEFAULT`, or an expression without the coercion to its column's type. */
export type FoundValue =
  | { readonly kind: 'default'; readonly omitted: boolean }
  | { readonly kind: 'expression'; readonly node: TreeNode; readonly query: TreeNode | null };
