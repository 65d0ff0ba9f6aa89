import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { introspect } from '../catalog/introspect.js';
import { NO_SERVERS, serverEngines } from '../catalog/testing/databases.js';
import { comparableWith } from '../catalog/testing/version-differences.js';
import { openEngine } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { readMigrations } from '../migrations/read-migrations.js';
import { buildRestored } from './build-restored.js';
import { snapshotDdl } from './snapshot-ddl.js';
import { asRestored, withoutPlaces, withoutQueries } from './testing/comparable.js';

// A case is a folder with a schema.sql, here or among the introspection's: a database made from its snapshot alone answers
// the same snapshot, with no note. `-- since: 18` in its first line keeps a schema from older servers.
const FOLDERS = ['./cases', '../catalog/cases'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const cases = FOLDERS.flatMap((folder) =>
  readdirSync(folder).map((name) => {
    const schema = readFileSync(`${folder}/${name}/schema.sql`, 'utf8');
    return { name, schema, since: Number(/^-- since: (\d+)/.exec(schema)?.[1] ?? 0) };
  }),
);
const corpus = readFileSync(new URL('../catalog/testing/view-corpus.sql', import.meta.url), 'utf8');

test.each(cases)('$name is restored as it was', async ({ schema }) => {
  const snapshot = await snapshotOf(schema);
  const { restored, notes } = await restore(snapshot);
  expect(notes).toEqual([]);
  expect(restored).toEqual(asRestored(snapshot));
});

test('views of every kind are restored, though their queries are printed anew', async () => {
  const snapshot = await snapshotOf(corpus.split(/^-- state: /m)[0] ?? '');
  const { restored, notes } = await restore(snapshot);
  expect(notes).toEqual([]);
  expect(withoutQueries(restored)).toEqual(withoutQueries(snapshot));
});

test('the schema of the example is restored from its snapshot', async () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const folder = 'examples/basketball-api/migrations';
  const source = { kind: 'migrations', folder, ignore: [], order: null, placeholders: {} } as const;
  const migrations = (await readMigrations(source, root)).migrations.map(({ text }) => text);
  const snapshot = await snapshotOf(migrations.join(';\n'));
  const { restored, notes } = await restore(snapshot);
  expect(notes).toEqual([]);
  expect(restored).toEqual(asRestored(snapshot));
  expect(snapshot.relations.length).toBeGreaterThan(10);
});

test.each(cases)('the statements of $name run by themselves, in their order', async ({ schema }) => {
  const snapshot = await snapshotOf(schema);
  const database = await openEngine((await sharedTemplate()).data);
  await database.exec('SET check_function_bodies = off');
  await database.exec(snapshotDdl(snapshot).statements.join(';\n'));
  const restored = await introspect(database.query);
  await database.close();
  expect(restored.relations.map(({ id }) => id)).toEqual(snapshot.relations.map(({ id }) => id));
});

describe('the schema of a real server is restored', () => {
  if (serverEngines.length === 0) test.skip(NO_SERVERS);

  for (const engine of serverEngines) {
    test.each(cases.filter(({ since }) => since <= engine.major))(`$name from ${engine.name}`, async ({ schema }) => {
      const server = await engine.open();
      await server.exec(schema);
      const snapshot = withoutPlaces(await introspect(server.query));
      await server.close();
      const { restored, notes } = await restore(snapshot);
      expect(notes).toEqual([]);
      expect(comparableWith(engine.major, restored)).toEqual(comparableWith(engine.major, asRestored(snapshot)));
    });
  }
});

async function restore(snapshot: Snapshot): Promise<{ restored: Snapshot; notes: readonly string[] }> {
  const database = await openEngine((await sharedTemplate()).data);
  const notes = await buildRestored(database, snapshot, { loaded: [], stubs: [] }, undefined);
  const restored = withoutPlaces(await introspect(database.query));
  await database.close();
  return { restored, notes };
}

async function snapshotOf(schema: string): Promise<Snapshot> {
  const database = await openEngine((await sharedTemplate()).data);
  await database.exec(schema);
  const snapshot = withoutPlaces(await introspect(database.query));
  await database.close();
  return snapshot;
}
