import { sha256, type Snapshot, type StatementAnalysis } from '@rowpact/model';
import { analyseCached, type StatementToAnalyse } from '@rowpact/postgres';
import type { RowpactOptions } from '../options.js';
import type { ProducerSchema } from '../producer-schema.js';
import type { AnalysedConsumer, ScannedConsumer } from './found-use.js';
import { partStore } from './part-store.js';

/** Asks PostgreSQL about all statements of all consumers in one pass; with nothing new among them it is not started. */
export async function analyseConsumers(
  scanned: readonly ScannedConsumer[],
  schema: ProducerSchema,
  options: RowpactOptions,
): Promise<{ readonly consumers: readonly AnalysedConsumer[]; readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const answers = await analyseCached({
    schemaKey: schemaKey(schema.snapshot),
    statements: scanned.flatMap(textsOf),
    store: partStore('analysis', options),
    openDatabase: async () => {
      options.onProgress?.({ phase: 'asking PostgreSQL', done: 0, total: 0 });
      const opened = await schema.open();
      notes.push(...opened.notes);
      return opened.database;
    },
  });
  let next = 0;
  const take = (count: number): readonly StatementAnalysis[] => answers.slice(next, (next += count));
  const consumers = scanned.map((one) => ({
    scanned: one,
    analyses: take(one.scan.statements.length),
    attempts: one.scan.blinds.map(({ attempts }) => take(attempts.length)),
  }));
  return { consumers, notes };
}

/** In the order of the scan: statements, then each blind's attempts. */
function textsOf({ entry, scan }: ScannedConsumer): readonly StatementToAnalyse[] {
  const { consumer, scan: settings } = entry.contract;
  const searchPath = settings.searchPath;
  return [
    ...scan.statements.map(({ text, place }) => ({ text, searchPath, sequence: `${consumer}/${place.file}` })),
    ...scan.blinds.flatMap(({ attempts, place }) =>
      attempts.map(({ text }) => ({ text, searchPath, sequence: `${consumer}/${place.file}` })),
    ),
  ];
}

/**
 * The same for the same schema read in the same way. Where its keys stand in another order the statements are asked about once more;
 * sorting the keys of tens of thousands of columns would take a tenth of a second in every scan.
 */
function schemaKey(snapshot: Snapshot): string {
  const relations = snapshot.relations.map((relation) => ({
    ...relation,
    columns: relation.columns.map((column) => ({ ...column, identityInCatalog: null })),
  }));
  return sha256(JSON.stringify({ ...snapshot, relations }));
}
