import { sha256 } from '@rowpact/model';
import type { Migration, MigrationPlan } from '../../migrations/migration.js';

/** A plan of migrations given as text by path, in that order. */
export function planOf(texts: Readonly<Record<string, string>>): MigrationPlan {
  const migrations = Object.entries(texts).map(([path, text]) => migrationOf(path, text));
  return { migrations, ignored: [], notes: [] };
}

export function migrationOf(path: string, text: string, transaction: Migration['transaction'] = 'default'): Migration {
  const label = path.replace(/\.sql$/, '');
  return { path, label, version: null, hash: sha256(text, transaction), text, transaction, included: [] };
}
