import type { Contract, RelationId, Snapshot } from '@rowpact/model';
import type { RowShape } from '@rowpact/codegen';
import { findRowTypes, matchRowTypes, nameExpander, type RowTypeMatch } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import type { FoundUse } from './found-use.js';
import { partStore } from './part-store.js';
import { statementResults } from './statement-results.js';

/** The rows that a consumer's driver would read, by relation; empty for a consumer that takes no generated types. */
export type RowShapes = ReadonlyMap<RelationId, RowShape>;

/** What `generate` would write for a consumer, as far as rows go. */
export async function rowShapes(contract: Contract, snapshot: Snapshot): Promise<RowShapes> {
  if (contract.generate === null) return new Map();
  // Loaded on use: it brings the TypeScript compiler along.
  const { describeRows } = await import('@rowpact/codegen');
  return describeRows(contract, snapshot);
}

/** The hand-written types of a consumer that describe rows of the producer's relations. */
export async function matchedRowTypes(
  { entry, analysed }: FoundUse,
  snapshot: Snapshot,
  shapes: RowShapes,
  options: RowpactOptions,
): Promise<readonly RowTypeMatch[]> {
  const { contract } = entry;
  const { folder, scan } = analysed.scanned;
  const scanOptions = { folder, settings: contract.scan, store: partStore('scan', options) };
  const rowTypes = await findRowTypes(scanOptions, scan.statements);
  return matchRowTypes(rowTypes, {
    snapshot,
    results: statementResults(analysed),
    typeOf: (relation, column) => {
      const found = shapes.get(relation)?.columns.get(column);
      return found ? { read: found.type, nullable: found.nullable } : null;
    },
    expand: await nameExpander(folder),
    generated: contract.generate?.file ?? null,
  });
}
