import type { Snapshot } from '@rowpact/model';
import { introspect } from '../catalog/introspect.js';
import type { MigrationPlan } from '../migrations/migration.js';
import { bringUp, inTurn } from './bring-up.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { sentenceOf } from './note-sentence.js';
import { stateKeys } from './replay-keys.js';
import { phase, type ReplayOptions } from './replay-options.js';
import { readSnapshot, saveSnapshot } from './snapshot-cache.js';
import type { StoredNote } from './state-store.js';

export interface ReplayResult {
  readonly snapshot: Snapshot;
  /** How many migrations the plan has. */
  readonly migrations: number;
  /** How many of them ran; the others came from the cache. */
  readonly replayed: number;
  readonly engineStarted: boolean;
  /** What was done for the user and may be wrong; the plan's own notes are not repeated. */
  readonly notes: readonly string[];
}

/**
 * The schema after a plan's migrations. An unchanged plan is answered from the cache without any engine; otherwise only
 * the migrations behind the longest cached beginning run.
 * @throws FailureError (`migration-failed`, `extension-missing`, `engine-failed`, `interrupted`); nothing is then stored
 * for the failing migration and those behind it.
 */
export function replay(plan: MigrationPlan, options: ReplayOptions): Promise<ReplayResult> {
  return inTurn(() => replayNow(plan, options));
}

async function replayNow(plan: MigrationPlan, options: ReplayOptions): Promise<ReplayResult> {
  const keys = stateKeys(plan.migrations, options.stubs, options.packageFolders ?? []);
  const key = keys.at(-1) ?? keys[0];
  const cached = await readSnapshot(options.cache, key);
  if (cached !== null) return resultOf(plan, options, cached.snapshot, cached.notes, null);
  const run = await bringUp(plan, keys, options);
  try {
    options.onProgress?.(phase('reading the schema'));
    const snapshot = await introspect(run.database.query);
    await run.store();
    await saveSnapshot(options.cache, key, { snapshot, notes: run.notes });
    return resultOf(plan, options, snapshot, run.notes, run.replayed);
  } finally {
    await run.database.close();
  }
}

/**
 * A running database that has a plan's migrations, from the same cache as `replay`. The caller closes it; what is
 * written to it is gone then.
 */
export async function openReplayed(plan: MigrationPlan, options: ReplayOptions): Promise<EmbeddedDatabase> {
  const keys = stateKeys(plan.migrations, options.stubs, options.packageFolders ?? []);
  const run = await bringUp(plan, keys, options);
  if (run.replayed > 0 && options.cache.enabled) await run.restart();
  return run.database;
}

function resultOf(
  plan: MigrationPlan,
  options: ReplayOptions,
  snapshot: Snapshot,
  notes: readonly StoredNote[],
  replayed: number | null,
): ReplayResult {
  return {
    snapshot,
    migrations: plan.migrations.length,
    replayed: replayed ?? 0,
    engineStarted: replayed !== null,
    notes: [...notes.map((note) => sentenceOf(plan, note)), ...options.cache.notes()],
  };
}
