import { PGlite } from '@electric-sql/pglite';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The examples' producer, from the top of the repository. */
const PRODUCER = 'examples/basketball-api';

/** An in-memory engine with the database of the examples at its newest revision, filled with the seed. */
export async function openExamplesDatabase(root: string): Promise<PGlite> {
  const engine = await PGlite.create();
  await migrateExamples(engine, root, '000', '999');
  await engine.exec(await readFile(join(root, PRODUCER, 'seed.sql'), 'utf8'));
  return engine;
}

/** Runs the producer's migrations after revision `from` up to and including `to`, both by their number. */
export async function migrateExamples(engine: PGlite, root: string, from: string, to: string): Promise<void> {
  const folder = join(root, PRODUCER, 'migrations');
  for (const file of (await readdir(folder)).toSorted()) {
    const revision = file.slice(0, 3);
    if (revision > from && revision <= to) await engine.exec(await readFile(join(folder, file), 'utf8'));
  }
}
