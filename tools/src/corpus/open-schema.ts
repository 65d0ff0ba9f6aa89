import { sha256 } from '@rowpact/model';
import { openCache, openReplayed, type EmbeddedDatabase, type MigrationPlan } from '@rowpact/postgres';

/** An engine that has one schema and nothing else; closed by the caller. */
export function openSchema(schema: string, cacheFolder: string): Promise<EmbeddedDatabase> {
  return openReplayed(planOf(schema), { cache: openCache({ directory: cacheFolder }), stubs: [] });
}

function planOf(text: string): MigrationPlan {
  const migration = {
    path: 'schema.sql',
    label: 'schema',
    version: null,
    hash: sha256(text),
    text,
    transaction: 'default',
    included: [],
  } as const;
  return { migrations: [migration], ignored: [], notes: [] };
}
