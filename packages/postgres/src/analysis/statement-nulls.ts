import type { TreeNode } from '../catalog/node-tree.js';
import { assignedParameters } from '../nullability/assigned-parameters.js';
import type { FactsByRounds } from '../nullability/facts-by-rounds.js';
import { neverNullColumns } from '../nullability/null-fold.js';
import type { Reading } from './read-statement.js';

/** What of a statement is sure about NULL. Positions from 1. */
export interface StatementNulls {
  /** Result columns that are NULL in no row. */
  readonly neverNull: ReadonlySet<number>;
  /** Parameters whose NULL PostgreSQL refuses. */
  readonly refusing: ReadonlySet<number>;
}

export const NOTHING_SURE: StatementNulls = { neverNull: new Set(), refusing: new Set() };

/** Proves for all statements at once which of their columns are never NULL, and which parameters may not be. */
export async function proveNulls(
  facts: FactsByRounds,
  trees: ReadonlyMap<Reading, TreeNode>,
): Promise<ReadonlyMap<Reading, StatementNulls>> {
  const typed = [...trees];
  const proofs = await facts.settle(
    typed.map(
      ([reading, tree]) =>
        () =>
          nullsOf(tree, reading, facts),
    ),
  );
  return new Map(typed.map(([reading], at) => [reading, proofs[at] ?? NOTHING_SURE]));
}

function nullsOf(tree: TreeNode, reading: Reading, facts: FactsByRounds): StatementNulls {
  const assigned = reading.parameters.length === 0 ? [] : assignedParameters(tree);
  const refusing = assigned.filter(({ relation, attnum }) => facts.refusesNull(relation, attnum));
  return {
    neverNull: reading.columns.length === 0 ? NOTHING_SURE.neverNull : neverNullColumns(tree, facts),
    refusing: new Set(refusing.map(({ parameter }) => parameter)),
  };
}
