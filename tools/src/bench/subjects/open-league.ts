import { type EmbeddedDatabase, openCache, openReplayed, readMigrations } from '@rowpact/postgres';

/** The embedded engine with the schema of a folder of migrations, from the state that a replay left where there is one. */
export async function openLeague(folder: string, cache: string): Promise<EmbeddedDatabase> {
  const source = { kind: 'migrations', folder, ignore: [], order: null, placeholders: {} } as const;
  return openReplayed(await readMigrations(source, folder), { cache: openCache({ directory: cache }), stubs: [] });
}
