import type { JsonShape, TypeRef } from '@rowpact/model';
import type { CatalogQuery } from '../catalog/catalog-query.js';
import type { TreeNode } from '../catalog/node-tree.js';
import type { CatalogColumn } from '../catalog/read-columns.js';
import { readTypeTable } from '../catalog/type-table.js';
import type { Draft, TypeUse } from './draft.js';
import type { ShapeFacts } from './shape-facts.js';
import { shapeOfColumn } from './shape-fold.js';

/** Columns of a query (from 1) that are json or jsonb. */
export interface JsonColumns {
  readonly query: TreeNode;
  readonly positions: readonly number[];
}

/** Shapes by column; a column of which nothing is known has none. */
export type ColumnShapes = ReadonlyMap<number, JsonShape>;

/** How the json of these columns is built, drawn from their queries' analysed trees, in the order of the queries. */
export async function drawShapes(
  query: CatalogQuery,
  facts: ShapeFacts,
  asked: readonly JsonColumns[],
): Promise<readonly ColumnShapes[]> {
  const columns = asked.flatMap(({ query: tree, positions }, at) =>
    positions.map((position) => ({ tree, position, at })),
  );
  const drafts = await facts.settle(
    columns.map(
      ({ tree, position }) =>
        () =>
          shapeOfColumn(tree, position, facts),
    ),
  );
  const nameOf = await readNames(query, drafts);
  const shapes = asked.map(() => new Map<number, JsonShape>());
  columns.forEach(({ position, at }, index) => {
    const draft = drafts[index];
    if (draft && draft.kind !== 'unknown') shapes[at]?.set(position, named(draft, nameOf));
  });
  return shapes;
}

type NameOf = (use: TypeUse) => TypeRef;

async function readNames(query: CatalogQuery, drafts: readonly Draft[]): Promise<NameOf> {
  const uses = new Map(drafts.flatMap(usesIn).map((use) => [`${use.type} ${use.typmod}`, use]));
  if (uses.size === 0) return () => missing();
  const table = await readTypeTable(query, new Map([[0, [...uses.values()].map(columnOf)]]));
  return (use) => table.ofColumn(columnOf(use));
}

function missing(): never {
  throw new TypeError('a type that no shape has');
}

/** The type table asks for columns; of these only the type is looked at. */
function columnOf({ type, typmod }: TypeUse): CatalogColumn {
  return { attnum: 0, name: '', type, typmod, dimensions: 0, notNull: false, identity: null, generated: null };
}

function usesIn(draft: Draft): readonly TypeUse[] {
  switch (draft.kind) {
    case 'object':
      return draft.properties.flatMap(({ value }) => usesIn(value));
    case 'array':
      return usesIn(draft.element);
    case 'map':
      return usesIn(draft.value);
    case 'union':
      return draft.members.flatMap(usesIn);
    case 'scalar':
      return [draft.type];
    case 'unknown':
      return [];
  }
}

function named(draft: Draft, nameOf: NameOf): JsonShape {
  switch (draft.kind) {
    case 'object':
      return { ...draft, properties: draft.properties.map((one) => ({ ...one, value: named(one.value, nameOf) })) };
    case 'array':
      return { ...draft, element: named(draft.element, nameOf) };
    case 'map':
      return { ...draft, value: named(draft.value, nameOf) };
    case 'union':
      return { ...draft, members: draft.members.map((member) => named(member, nameOf)) };
    case 'scalar':
      return { ...draft, type: nameOf(draft.type) };
    case 'unknown':
      return draft;
  }
}
