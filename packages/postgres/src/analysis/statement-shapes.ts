import type { CatalogQuery } from '../catalog/catalog-query.js';
import { readNodeTree, TreeNode } from '../catalog/node-tree.js';
import { type ColumnShapes, drawShapes } from '../json-shape/draw-shapes.js';
import type { ShapeFacts } from '../json-shape/shape-facts.js';
import type { Reading } from './read-statement.js';

/** json and jsonb, as the protocol says them; a domain over one comes as its base. */
const JSON_TYPES: ReadonlySet<number> = new Set([114, 3802]);

/** The analysed trees of the statements that have one. */
export function treesOf(readings: readonly Reading[]): ReadonlyMap<Reading, TreeNode> {
  return new Map(
    readings.flatMap((reading) => {
      const tree = reading.tree === null ? null : readNodeTree(reading.tree);
      return tree instanceof TreeNode ? [[reading, tree]] : [];
    }),
  );
}

/** Draws the json columns of all statements at once; statements without such are not looked at. */
export async function readShapes(
  query: CatalogQuery,
  facts: ShapeFacts,
  trees: ReadonlyMap<Reading, TreeNode>,
): Promise<ReadonlyMap<Reading, ColumnShapes>> {
  const asked = [...trees].flatMap(([reading, tree]) => {
    const positions = reading.columns.flatMap(({ type }, at) => (JSON_TYPES.has(type) ? [at + 1] : []));
    return positions.length === 0 ? [] : [{ reading, query: tree, positions }];
  });
  const shapes = await drawShapes(query, facts, asked);
  return new Map(asked.map(({ reading }, at) => [reading, shapes[at] ?? new Map()]));
}
