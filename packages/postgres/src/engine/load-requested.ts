import { requestedExtensions } from '../migrations/requested-extensions.js';
import type { MigrationPlan } from '../migrations/migration.js';
import { findExtension, loadExtension, type LoadedExtension } from './extension-packages.js';
import { textsOf } from './replay-keys.js';
import type { ReplayOptions } from './replay-options.js';

/**
 * Loads the extensions that a plan's text asks for and the engine has. All of them, also where the replay starts behind
 * the migration that created one: a data directory holds only the names, the code is the engine's.
 * @param late - those that no text named.
 */
export async function loadRequested(
  plan: MigrationPlan,
  options: ReplayOptions,
  late: readonly string[],
): Promise<readonly LoadedExtension[]> {
  return loadMissing([...plan.migrations.flatMap(textsOf).flatMap(requestedExtensions), ...late], [], options);
}

/** Adds those extensions that are not loaded yet, that no stub stands in for, and that the engine has. */
export async function loadMissing(
  names: readonly string[],
  loaded: readonly LoadedExtension[],
  options: ReplayOptions,
): Promise<readonly LoadedExtension[]> {
  const known = new Set([...options.stubs.map((stub) => stub.extension), ...loaded.map(({ name }) => name)]);
  const all = [...loaded];
  for (const name of new Set(names)) {
    const found = known.has(name) ? null : findExtension(name, options.packageFolders ?? []);
    if (found !== null) all.push(await loadExtension(found));
  }
  return all;
}
