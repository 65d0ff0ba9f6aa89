import type { TreeNode } from '../catalog/node-tree.js';
import type { ShapeFacts } from '../json-shape/shape-facts.js';
import { literalsOfColumn, TEXT_TYPES } from '../literals/literal-fold.js';
import type { Reading } from './read-statement.js';

/** The values that a statement writes itself, by column (from 1). */
export type ColumnLiterals = ReadonlyMap<number, readonly string[]>;

/** Looks for the columns of text whose values the statements write themselves. */
export async function readLiterals(
  facts: ShapeFacts,
  trees: ReadonlyMap<Reading, TreeNode>,
): Promise<ReadonlyMap<Reading, ColumnLiterals>> {
  const asked = [...trees].flatMap(([reading, tree]) =>
    reading.columns.flatMap(({ type }, at) => (TEXT_TYPES.has(type) ? [{ reading, tree, position: at + 1 }] : [])),
  );
  const found = await facts.settle(
    asked.map(
      ({ tree, position }) =>
        () =>
          literalsOfColumn(tree, position, facts),
    ),
  );
  const literals = new Map<Reading, Map<number, readonly string[]>>();
  for (const [at, { reading, position }] of asked.entries()) {
    const values = found[at];
    if (!values) continue;
    const columns = literals.get(reading) ?? new Map<number, readonly string[]>();
    literals.set(reading, columns.set(position, values));
  }
  return literals;
}
