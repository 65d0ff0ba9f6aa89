import { displayName, type Finding, type Snapshot } from '@rowpact/model';
import type { RowpactOptions } from '../options.js';
import type { FoundUse } from '../use/found-use.js';
import { fromRoot } from '../use/located.js';
import { matchedRowTypes, rowShapes } from '../use/matched-row-types.js';

/** Properties of hand-written row types whose columns do not exist (any more). */
export async function staleRowTypes(
  use: FoundUse,
  snapshot: Snapshot,
  options: RowpactOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly notes: readonly string[] }> {
  const { contract } = use.entry;
  const { consumer, producer, source } = contract;
  const { matches, notes } = await matchedRowTypes(use, snapshot, await rowShapes(contract, snapshot), options);
  const findings = matches.flatMap(({ rowType, relation, stale }) =>
    stale.map(({ name, location }) => ({
      kind: 'row-type-stale' as const,
      ...{ producer, consumer, type: rowType.name, property: name, relation: displayName(relation) },
      location: fromRoot(source, location),
    })),
  );
  return { findings, notes };
}
