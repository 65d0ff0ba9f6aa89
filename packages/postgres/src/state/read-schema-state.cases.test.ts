import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogDetails } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { NO_SERVERS, pgliteEngine, serverEngines, type TestEngine } from '../catalog/testing/databases.js';
import { readSchemaState } from './read-schema-state.js';
import { comparableWith } from './testing/version-differences.js';

// A case is a folder: schema.sql, and the details that PGlite answers. UPDATE_GOLDENS=1 writes them anew.
// `-- since: 18` in its first line keeps a schema from older servers.
const CASES = fileURLToPath(new URL('./cases', import.meta.url));
const cases = readdirSync(CASES).map((name) => {
  const schema = readFileSync(`${CASES}/${name}/schema.sql`, 'utf8');
  return {
    name,
    schema,
    golden: `${CASES}/${name}/details.json`,
    since: Number(/^-- since: (\d+)/.exec(schema)?.[1] ?? 0),
  };
});

/** Roles are the whole server's: they are made for a case and taken away after it. */
const ROLES = ['scout', '"Front Office"'];

async function detailsOn(engine: TestEngine, schema: string): Promise<CatalogDetails> {
  const database = await engine.open();
  try {
    // A server's first schema has rights of its own, which differ by version.
    await database.exec(`drop schema public; create schema public;
      create role scout login connection limit 3; create role "Front Office" bypassrls;`);
    await database.exec(schema);
    return JSON.parse(withoutOids((await readSchemaState(database.query)).details)) as CatalogDetails; // printed from one
  } finally {
    await database.exec(`
      drop event trigger if exists watch; drop publication if exists changes; drop publication if exists everything;
      drop publication if exists cities;
      do $$ begin execute format('alter database %I reset all', current_database()); end $$;
      ${ROLES.map((role) => `drop owned by ${role}; drop role ${role};`).join(' ')}`);
    await database.close();
  }
}

/** Oids are another database's own. */
function withoutOids(details: CatalogDetails): string {
  return JSON.stringify(details, (key, value: unknown) => (key === 'oid' ? undefined : value));
}

function readGolden(file: string): CatalogDetails {
  return JSON.parse(readFileSync(file, 'utf8')) as CatalogDetails; // written by the first test
}

describe('the details of a case', () => {
  it.each(cases)('$name are those written down', async ({ schema, golden }) => {
    const actual = await detailsOn(pgliteEngine, schema);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual).toEqual(existsSync(golden) ? readGolden(golden) : 'no golden; run with UPDATE_GOLDENS=1');
  });

  if (serverEngines.length === 0) it.skip(NO_SERVERS);

  for (const engine of serverEngines) {
    it.each(cases.filter((each) => each.since <= engine.major))(
      `$name are the same on ${engine.name}`,
      async ({ schema, golden }) => {
        const expected = readGolden(golden);
        expect(comparableWith(engine.major, await detailsOn(engine, schema))).toEqual(
          comparableWith(engine.major, expected),
        );
      },
    );
  }
});
