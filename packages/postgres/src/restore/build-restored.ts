import { type Relation, type Snapshot, type TypeId, type TypeRef } from '@rowpact/model';
import { fixSettings } from '../catalog/catalog-transaction.js';
import { introspect } from '../catalog/introspect.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { resetSession } from '../engine/session.js';
import { differences } from './compare-restored.js';
import { supplyCollations } from './collations.js';
import { RestoredExtensions, type ExtensionSources } from './restore-extensions.js';
import type { Loss } from './restore-step.js';
import { restorePhase, type RestoreOptions } from './restore-options.js';
import { StepRun, type GivenUp } from './run-steps.js';
import { settleCatalog } from './settle-catalog.js';
import { snapshotDdl } from './snapshot-ddl.js';
import { writeTrigger } from './view-ddl.js';

/**
 * Makes a snapshot's schema in an empty database and looks whether it is the same.
 * @returns sentences about everything that is not.
 */
export async function buildRestored(
  database: EmbeddedDatabase,
  snapshot: Snapshot,
  sources: ExtensionSources,
  onProgress: RestoreOptions['onProgress'],
): Promise<readonly string[]> {
  const lost = await inRestoreTransaction(database, () => makeAll(database, snapshot, sources, onProgress));
  await resetSession(database);
  onProgress?.(restorePhase('reading the schema'));
  let restored = await introspect(database.query);
  if (await writeThrough(database, snapshot, restored)) restored = await introspect(database.query);
  return sentences(lost, differences(snapshot, restored));
}

async function inRestoreTransaction<T>(database: EmbeddedDatabase, work: () => Promise<T>): Promise<T> {
  await database.exec('BEGIN');
  // What the texts were printed under.
  await fixSettings((sql) => database.query(sql), { check_function_bodies: 'off', client_min_messages: 'error' });
  const result = await work();
  await database.exec('COMMIT');
  return result;
}

async function makeAll(
  database: EmbeddedDatabase,
  snapshot: Snapshot,
  sources: ExtensionSources,
  onProgress: RestoreOptions['onProgress'],
): Promise<readonly GivenUp[]> {
  const { schemas, stages } = snapshotDdl(snapshot);
  const extensions = new RestoredExtensions(database, sources);
  const names = snapshot.schemas.map(({ name }) => name);
  const run = new StepRun(
    database,
    async (refused) => (await supplyCollations(database, refused)) || (await extensions.supply(refused, names)),
  );
  await run.stage(schemas);
  await run.settle();
  await extensions.create(snapshot.extensions, foreignTypes(snapshot));
  const total = stages.flat().length;
  let before = 0;
  for (const stage of stages) {
    await run.stage(stage, (done) => onProgress?.({ phase: 'restoring the schema', done: before + done, total }));
    await run.settle();
    before += stage.length;
  }
  await settleCatalog(database, snapshot);
  return [...extensions.givenUp, ...run.givenUp];
}

/** Types that the snapshot uses and does not have, PostgreSQL's own left out. */
function foreignTypes({ relations, domains, composites, ranges, enums }: Snapshot): readonly TypeId[] {
  const own = new Set<string>([...relations, ...domains, ...composites, ...ranges, ...enums].map(({ id }) => id));
  for (const { multirange } of ranges) own.add(multirange ?? '');
  const uses: readonly TypeRef[] = [
    ...relations.flatMap(({ columns }) => columns.map(({ type }) => type)),
    ...domains.map(({ base }) => base),
    ...composites.flatMap(({ attributes }) => attributes.map(({ type }) => type)),
    ...ranges.map(({ subtype }) => subtype),
  ];
  const used = new Set(uses.map(({ id }) => id));
  return [...used].filter((id) => !own.has(id) && !/^(?:pg_catalog|information_schema)\./.test(id));
}

/** A view that is written through a rule or a trigger: the snapshot has neither, but its columns say so. */
async function writeThrough(database: EmbeddedDatabase, snapshot: Snapshot, restored: Snapshot): Promise<boolean> {
  const found = new Map(restored.relations.map((relation) => [relation.id, relation]));
  const views = snapshot.relations.filter((view) => {
    const other = found.get(view.id);
    return view.kind === 'view' && other?.kind === 'view' && view.columns.length > 0 && isLessWritable(other, view);
  });
  for (const view of views) await database.exec(writeTrigger(view));
  return views.length > 0;
}

function isLessWritable(restored: Relation, view: Relation): boolean {
  return view.columns.every(({ writable }) => writable) && restored.columns.some(({ writable }) => !writable);
}

/** One sentence per loss, sorted; what is already told of a thing is not told again as a difference. */
function sentences(lost: readonly GivenUp[], differing: readonly Loss[]): readonly string[] {
  const told = new Set(lost.map(({ loss }) => loss.of));
  const all = [
    ...lost.map(({ loss, reason }) => `${loss.text}: ${reason}`),
    ...differing.filter(({ of }) => !told.has(of)).map(({ text }) => text),
  ];
  return [...new Set(all)].sort();
}
