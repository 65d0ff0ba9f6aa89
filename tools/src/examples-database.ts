import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { MigrationsSource } from '@rowpact/model';
import { defaultCacheDirectory, openCache, openReplayed, readMigrations, selectRevision } from '@rowpact/postgres';

/** The examples' producer, from the top of the repository. */
const PRODUCER = 'examples/basketball-api';

const MIGRATIONS: MigrationsSource = {
  kind: 'migrations',
  folder: `${PRODUCER}/migrations`,
  ignore: [],
  order: null,
  placeholders: {},
};

/** An engine with the examples' database as it was after migration `to`, without data; closed by the caller. */
export async function openExamplesAt(root: string, environment: NodeJS.ProcessEnv, to: string | null): Promise<PGlite> {
  const plan = await readMigrations(MIGRATIONS, root);
  const cache = openCache({ directory: defaultCacheDirectory(environment) });
  const database = await openReplayed(to === null ? plan : selectRevision(plan, to), { cache, stubs: [] });
  return database.pglite;
}

/** An engine with the examples' database at its newest revision, filled with the seed; closed by the caller. */
export async function openExamplesDatabase(root: string, environment: NodeJS.ProcessEnv): Promise<PGlite> {
  const engine = await openExamplesAt(root, environment, null);
  await engine.exec(await readFile(join(root, PRODUCER, 'seed.sql'), 'utf8'));
  return engine;
}

/** Runs one further migration on a database that is in use, as the producer's deployment does. */
export async function migrateExamples(engine: PGlite, root: string, version: string): Promise<void> {
  const { migrations } = await readMigrations(MIGRATIONS, root);
  const migration = migrations.find((one) => one.version === version);
  if (!migration) throw new Error(`the examples' producer has no migration ${version}`);
  await engine.exec(migration.text);
}
