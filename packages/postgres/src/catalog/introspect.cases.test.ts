import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { introspect } from './introspect.js';
import { NO_SERVERS, pgliteEngine, serverEngines, type TestEngine } from './testing/databases.js';
import { comparableWith } from './testing/version-differences.js';

// A case is a folder: schema.sql, and the snapshot that PGlite answers. UPDATE_GOLDENS=1 writes the snapshots anew.
// `-- since: 18` in its first line keeps a schema from older servers.
const CASES = fileURLToPath(new URL('./cases', import.meta.url));
const cases = readdirSync(CASES).map((name) => {
  const schema = readFileSync(`${CASES}/${name}/schema.sql`, 'utf8');
  return {
    name,
    schema,
    golden: `${CASES}/${name}/snapshot.json`,
    since: Number(/^-- since: (\d+)/.exec(schema)?.[1] ?? 0),
  };
});

/** The snapshot as it is once it has left the database. */
async function snapshotOn(engine: TestEngine, schema: string): Promise<Snapshot> {
  const database = await engine.open();
  try {
    await database.exec(schema);
    const text = JSON.stringify(await introspect(database.query), (key, value: unknown) =>
      key === 'identityInCatalog' ? undefined : value,
    );
    return JSON.parse(text) as Snapshot; // printed from one
  } finally {
    await database.close();
  }
}

function readGolden(file: string): Snapshot {
  return JSON.parse(readFileSync(file, 'utf8')) as Snapshot; // written by the first test
}

describe('the snapshot of a case', () => {
  it.each(cases)('$name is the one written down', async ({ schema, golden }) => {
    const actual = await snapshotOn(pgliteEngine, schema);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual).toEqual(existsSync(golden) ? readGolden(golden) : 'no golden; run with UPDATE_GOLDENS=1');
  });

  if (serverEngines.length === 0) it.skip(NO_SERVERS);

  for (const engine of serverEngines) {
    it.each(cases.filter((each) => each.since <= engine.major))(
      `$name is the same on ${engine.name}`,
      async ({ schema, golden }) => {
        const expected = readGolden(golden);
        expect(comparableWith(engine.major, await snapshotOn(engine, schema))).toEqual(
          comparableWith(engine.major, expected),
        );
      },
    );
  }
});
