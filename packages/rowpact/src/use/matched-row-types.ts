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

/** Hand-written types, and what could not be looked at while they were searched, one sentence each. */
export interface MatchedRowTypes {
  readonly matches: readonly RowTypeMatch[];
  readonly notes: readonly string[];
}

/** The hand-written types of a consumer that describe rows of the producer's relations. */
export async function matchedRowTypes(
  { entry, analysed }: FoundUse,
  snapshot: Snapshot,
  shapes: RowShapes,
  options: RowpactOptions,
): Promise<MatchedRowTypes> {
  const { contract } = entry;
  const { folder, scan } = analysed.scanned;
  const scanOptions = { folder, settings: contract.scan, store: partStore('scan', options) };
  const notes: string[] = [];
  const rowTypes = await findRowTypes(scanOptions, scan.statements, (note) => notes.push(note));
  const matches = await matchRowTypes(rowTypes, {
    snapshot,
    results: statementResults(analysed),
    typeOf: (relation, column) => {
      const found = shapes.get(relation)?.columns.get(column);
      return found ? { read: found.type, nullable: found.nullable } : null;
    },
    expand: await nameExpander(folder),
    generated: contract.generate?.file ?? null,
  });
  return { matches, notes };
}
