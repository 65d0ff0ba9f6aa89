import { quoteIdentifier, type Relation, type RelationId } from '@rowpact/model';
import { plainStep, type Step } from './restore-step.js';

/**
 * What ties finished tables together, each list in the order to run. A partition that has an index of its own before it is
 * attached, or a foreign key before its parent gets one, keeps it as the parent's part, under its own name. An identity
 * comes down one level when a partition is attached, so the uppermost are attached first.
 */
export interface TableLinks {
  readonly indexes: readonly Step[];
  readonly parents: readonly Step[];
  readonly foreignKeys: readonly Step[];
}

export function tableLinks(relations: readonly Relation[]): TableLinks {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const deepest = [...relations].sort((left, right) => depthOf(right, byId) - depthOf(left, byId));
  return {
    indexes: relations.flatMap(indexSteps),
    parents: [...deepest].reverse().flatMap(parentSteps),
    foreignKeys: deepest.flatMap(foreignKeySteps),
  };
}

/** How many partitioned tables are above it. */
function depthOf(relation: Relation, byId: ReadonlyMap<RelationId, Relation>): number {
  let depth = 0;
  for (let at = relation; at.partitionOf !== null; depth += 1) {
    const parent = byId.get(at.partitionOf.parent);
    if (!parent) break;
    at = parent;
  }
  return depth;
}

function indexSteps({ id, uniqueIndexes }: Relation): readonly Step[] {
  return uniqueIndexes.map(({ name, definition }) =>
    plainStep(definition, { of: id, text: `the unique index ${quoteIdentifier(name)} of ${id} is not restored` }),
  );
}

function parentSteps({ id, partitionOf, inherits }: Relation): readonly Step[] {
  if (partitionOf !== null) {
    const sql = `ALTER TABLE ${partitionOf.parent} ATTACH PARTITION ${id} ${partitionOf.bound}`;
    return [plainStep(sql, { of: id, text: `${id} is no partition of ${partitionOf.parent}` })];
  }
  return inherits.map((parent) =>
    plainStep(`ALTER TABLE ${id} INHERIT ${parent}`, { of: id, text: `${id} does not inherit from ${parent}` }),
  );
}

function foreignKeySteps({ id, foreignKeys }: Relation): readonly Step[] {
  return foreignKeys.map(({ name, definition }) =>
    plainStep(`ALTER TABLE ${id} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`, {
      of: id,
      text: `the foreign key ${quoteIdentifier(name)} of ${id} is not restored`,
    }),
  );
}
