import { logger, type Tree } from '@nx/devkit';
import type { PluginSettings } from '../plugin/plugin-options.js';
import { registeredSettings, settingsFor } from '../nx-json/plugin-entry.js';
import { tell } from '../tree/tell.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { writePlan } from '../tree/write-plan.js';

/** Options of `nx generate @rowpact/nx:row-types`, as its schema.json has them. */
export interface RowTypesOptions {
  /** One, several, or all where left out. */
  readonly consumer?: string | readonly string[];
  readonly producer?: string;
  readonly to?: string;
  readonly fromSnapshot?: boolean;
  readonly registry?: string;
  readonly cache?: boolean;
}

/**
 * Brings snapshot and generated modules up to date through Nx's tree, so that `--dry-run` shows what would change and
 * nothing is written when anything fails.
 */
export async function rowTypesGenerator(tree: Tree, options: RowTypesOptions): Promise<void> {
  // Loaded on use: Nx loads every generator file to list it.
  const { planGenerate } = await import('rowpact');
  let changed = 0;
  for (const { registry, fromSnapshot } of registriesFor(tree, options)) {
    const asked = { ...options, registry, fromSnapshot: options.fromSnapshot ?? fromSnapshot };
    const plan = await toldByNx(() => planGenerate({ ...asked, cwd: tree.root, env: process.env }));
    changed += writePlan(tree, plan).length;
    await tell(plan);
  }
  if (changed === 0) logger.info('row types are up to date');
}

/** The registry that is named, else those of nx.json. */
function registriesFor(tree: Tree, { registry }: RowTypesOptions): readonly PluginSettings[] {
  return registry === undefined ? registeredSettings(tree) : [settingsFor(tree, registry)];
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default rowTypesGenerator;
