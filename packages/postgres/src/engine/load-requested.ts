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
  const stubbed = new Set(options.stubs.map((stub) => stub.extension));
  const names = new Set([...plan.migrations.flatMap(textsOf).flatMap(requestedExtensions), ...late]);
  const loaded: LoadedExtension[] = [];
  for (const name of names) {
    const found = stubbed.has(name) ? null : findExtension(name, options.packageFolders ?? []);
    if (found !== null) loaded.push(await loadExtension(found));
  }
  return loaded;
}
