import { join } from 'node:path';
import type { RelationId, Snapshot } from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import { followRows, scanConsumer, type ScanProgress } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import type { ProducerSchema } from '../producer-schema.js';
import { analyseConsumers } from './analyse-consumers.js';
import { assembleUse } from './assemble-use.js';
import type { AnalysedConsumer, FoundUse, ScannedConsumer } from './found-use.js';
import { relationsElsewhere } from './other-databases.js';
import { partStore } from './part-store.js';
import { typedTables } from './typed-tables.js';
import { wildcardStatements } from './wildcard-statements.js';

/**
 * Finds out what consumers use of one producer: every statement in their source, PostgreSQL's verdict on each, and what
 * the code reads from rows that came through a wildcard.
 */
export async function findUses(
  registry: Registry,
  entries: readonly RegisteredContract[],
  schema: ProducerSchema,
  options: RowpactOptions,
): Promise<readonly FoundUse[]> {
  if (entries.length === 0) return [];
  const scanned: ScannedConsumer[] = [];
  for (const entry of entries) scanned.push(await scanOne(registry, entry, options));
  const { consumers, notes } = await analyseConsumers(scanned, schema, options);
  const found: FoundUse[] = [];
  for (const consumer of consumers) {
    const elsewhere = await relationsElsewhere(registry, consumer.scanned.entry);
    found.push(await followed(consumer, schema.snapshot, elsewhere, options));
  }
  return found.map((one, index) => (index === 0 ? { ...one, notes: [...notes, ...one.notes] } : one));
}

async function scanOne(
  { root }: Registry,
  entry: RegisteredContract,
  options: RowpactOptions,
): Promise<ScannedConsumer> {
  const { source, scan: settings } = entry.contract;
  const folder = join(root, source);
  const scan = await scanConsumer({
    folder,
    settings,
    store: partStore('scan', options),
    ...progressOf(entry, options),
  });
  return { entry, folder, scan };
}

async function followed(
  consumer: AnalysedConsumer,
  snapshot: Snapshot,
  elsewhere: ReadonlySet<RelationId>,
  options: RowpactOptions,
): Promise<FoundUse> {
  const { entry, folder, scan } = consumer.scanned;
  const { settings, store } = { settings: entry.contract.scan, store: partStore('scan', options) };
  const label = `${entry.contract.producer}/${entry.contract.consumer}`;
  const asking = { folder, settings, store, scan, label };
  const typed = await typedTables(consumer, snapshot, asking);
  const wildcards = wildcardStatements(consumer);
  if (wildcards.length === 0) return assembleUse(consumer, { uses: [], notes: [], typed, elsewhere }, snapshot);
  const wanted = wildcards.map(({ statement, analysis }) => ({
    statement: statement.place,
    columns: analysis.columns.filter(({ wildcard }) => wildcard).map(({ name }) => name),
  }));
  const rows = await followRows({ ...asking, ...progressOf(entry, options) }, wanted);
  return assembleUse(consumer, { uses: rows.uses, notes: rows.notes, typed, elsewhere }, snapshot);
}

function progressOf(
  { contract }: RegisteredContract,
  { onProgress }: RowpactOptions,
): { readonly onProgress?: (progress: ScanProgress) => void } {
  if (!onProgress) return {};
  return {
    onProgress: ({ phase, done, total }) => {
      onProgress({ phase: `${contract.consumer}: ${phase}`, done, total });
    },
  };
}
