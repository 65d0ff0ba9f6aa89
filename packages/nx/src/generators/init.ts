import { createRequire } from 'node:module';
import {
  addDependenciesToPackageJson,
  formatFiles,
  type GeneratorCallback,
  logger,
  type NxJsonConfiguration,
  readJson,
  type Tree,
} from '@nx/devkit';
import { changeNxJson } from '../nx-json/change-nx-json.js';
import { entrySettings, given, registryFolder, SYNC_GENERATOR, withPlugin } from '../nx-json/plugin-entry.js';
import { withTargetDefaults } from '../nx-json/target-defaults.js';
import { PLUGIN } from '../plugin/plugin-options.js';
import { toldByNx } from '../tree/told-by-nx.js';
import { writePlan } from '../tree/write-plan.js';
import { generatedFirst, syncedFirst } from '../nx-json/target-additions.js';

/** Options of `nx generate @rowpact/nx:init`, as its schema.json has them. */
export interface InitGeneratorOptions {
  readonly registry?: string;
  readonly commit?: boolean;
  readonly dependentTargets?: readonly string[];
  readonly syncTargets?: readonly string[];
  readonly skipFormat?: boolean;
  readonly skipPackageJson?: boolean;
  readonly keepExistingVersions?: boolean;
}

/** Makes a workspace one that uses rowpact; what is there already stays, so that it may run any number of times. */
export async function initGenerator(tree: Tree, options: InitGeneratorOptions): Promise<GeneratorCallback> {
  changeNxJson(tree, (nxJson) => registered(tree, nxJson, options));
  const install = options.skipPackageJson ? nothingToInstall : addPackages(tree, options);
  // What rowpact writes is not formatted: it would differ from what it writes the next time.
  if (!options.skipFormat) await formatFiles(tree);
  const { planEmptyRegistry } = await import('rowpact');
  const registry = registryFolder(tree, options.registry);
  const created = writePlan(tree, await toldByNx(() => planEmptyRegistry({ cwd: tree.root, registry })));
  if (created.some(({ path }) => path.endsWith('/README.md')))
    logger.info('next: nx generate @rowpact/nx:producer, for the service that owns the database');
  return install;
}

function registered(tree: Tree, nxJson: NxJsonConfiguration, options: InitGeneratorOptions): NxJsonConfiguration {
  const registry = given(options.registry);
  const before = entrySettings(tree, nxJson, registry);
  const { commit, syncTargets = [], dependentTargets = before.dependentTargets } = options;
  const withEntry = withPlugin(tree, withGlobalSync(nxJson), registry, {
    // A default is only written over something else.
    ...(commit !== undefined && commit !== before.commit && { commit }),
    ...(String(dependentTargets) !== String(before.dependentTargets) && { dependentTargets }),
  });
  const named = withEntry.namedInputs ?? {};
  const waiting = (commit === false ? dependentTargets : []).reduce(
    (sofar, target) =>
      withTargetDefaults(sofar, target, generatedFirst(target, before.generateRowTypesTargetName, named)),
    withEntry,
  );
  return syncTargets.reduce((sofar, target) => withTargetDefaults(sofar, target, syncedFirst), waiting);
}

function withGlobalSync(nxJson: NxJsonConfiguration): NxJsonConfiguration {
  const before = nxJson.sync?.globalGenerators ?? [];
  if (before.includes(SYNC_GENERATOR)) return nxJson;
  return { ...nxJson, sync: { ...nxJson.sync, globalGenerators: [...before, SYNC_GENERATOR] } };
}

function addPackages(tree: Tree, { keepExistingVersions }: InitGeneratorOptions): GeneratorCallback {
  // A workspace that keeps Nx in `.nx/installation` has none; Nx lists its plugins in nx.json then.
  if (!tree.exists('package.json')) return nothingToInstall;
  const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };
  const plugin = specifierIn(tree) ?? version;
  const packages = { [PLUGIN]: plugin, rowpact: /^[\^~]?\d/u.test(plugin) ? plugin : version };
  return addDependenciesToPackageJson(tree, {}, packages, undefined, keepExistingVersions ?? false);
}

/** `nx add` has just written how this package is to be had: the command line comes in the same version. */
function specifierIn(tree: Tree): string | undefined {
  type Dependencies = Readonly<Partial<Record<string, string>>>;
  const file = readJson<{ readonly dependencies?: Dependencies; readonly devDependencies?: Dependencies }>(
    tree,
    'package.json',
  );
  return file.devDependencies?.[PLUGIN] ?? file.dependencies?.[PLUGIN];
}

function nothingToInstall(): void {
  // Nothing was added to package.json.
}

// Nx takes a generator's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default initGenerator;
