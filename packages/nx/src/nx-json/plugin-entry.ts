import { posix } from 'node:path';
import type { NxJsonConfiguration, Tree } from '@nx/devkit';
import { PLUGIN, type PluginOptions, type PluginSettings, settingsOf } from '../plugin/plugin-options.js';
import { readNxJson } from './read-nx-json.js';

/** The name under which nx.json knows the sync generator. */
export const SYNC_GENERATOR = `${PLUGIN}:sync`;

type PluginEntry = NonNullable<NxJsonConfiguration['plugins']>[number];

/**
 * The registry that a generator is about: the one it was told, else that of the plugin's entry in nx.json, else `registry`.
 * @throws Error where nx.json has several and none was named
 */
export function registryFolder(tree: Tree, told: string | undefined): string {
  const named = given(told);
  if (named !== undefined) return named;
  const registries = new Set(registeredSettings(tree).map(({ registry }) => registry));
  const [only, ...others] = registries;
  if (only !== undefined && others.length === 0) return only;
  throw new Error(`nx.json has several registries; name one with --registry: ${[...registries].join(', ')}`);
}

/** The settings of each entry of the plugin in nx.json: one for each registry. Without an entry, the defaults. */
export function registeredSettings(tree: Tree): readonly PluginSettings[] {
  const entries = (readNxJson(tree)?.plugins ?? []).filter((entry) => isOurs(tree, entry));
  return entries.length === 0 ? [settingsOf({})] : entries.map((entry) => settingsOf(optionsIn(entry)));
}

/** The settings under which a registry is entered in nx.json; the defaults where it is not. */
export function settingsFor(tree: Tree, registry: string): PluginSettings {
  const asked = settingsOf({ registry });
  return registeredSettings(tree).find((settings) => settings.registry === asked.registry) ?? asked;
}

/** What the plugin's entry for a registry says, defaults in their places; that of the first entry where no registry is named. */
export function entrySettings(tree: Tree, nxJson: NxJsonConfiguration, registry: string | undefined): PluginSettings {
  const plugins = nxJson.plugins ?? [];
  const entry = plugins[indexOfEntry(tree, plugins, registry)];
  return settingsOf(entry === undefined ? {} : optionsIn(entry));
}

/** `nx.json` with an entry of this plugin for a registry, and with these options in it; other options and entries stay. */
export function withPlugin(
  tree: Tree,
  nxJson: NxJsonConfiguration,
  registry: string | undefined,
  options: PluginOptions,
): NxJsonConfiguration {
  const plugins = nxJson.plugins ?? [];
  const at = indexOfEntry(tree, plugins, registry);
  const before = plugins[at];
  if (before === undefined)
    return { ...nxJson, plugins: [...plugins, { plugin: PLUGIN, options: { ...placeOf(registry), ...options } }] };
  if (Object.keys(options).length === 0) return nxJson;
  const entry = typeof before === 'string' ? { plugin: before } : before;
  const ours = { ...entry, options: { ...optionsIn(entry), ...options } };
  return { ...nxJson, plugins: plugins.map((one, index) => (index === at ? ours : one)) };
}

/** The default needs no mention. */
function placeOf(registry: string | undefined): Pick<PluginOptions, 'registry'> {
  if (registry === undefined) return {};
  const plain = settingsOf({ registry }).registry;
  return plain === settingsOf({}).registry ? {} : { registry: plain };
}

/** -1 where there is none: each entry is for one registry. */
function indexOfEntry(tree: Tree, plugins: readonly PluginEntry[], registry: string | undefined): number {
  return plugins.findIndex(
    (entry) =>
      isOurs(tree, entry) &&
      (registry === undefined || settingsOf(optionsIn(entry)).registry === settingsOf({ registry }).registry),
  );
}

function optionsIn(entry: PluginEntry): PluginOptions {
  return typeof entry === 'string' ? {} : (entry.options ?? {}); // Nx knows nothing of a plugin's options.
}

/** The entry may name the package, one of its subpaths, or where it lies. */
function isOurs(tree: Tree, entry: PluginEntry): boolean {
  const name = typeof entry === 'string' ? entry : entry.plugin;
  if (/(?:^|\/)@rowpact\/nx(?:\/|$)/u.test(name)) return true;
  return name.startsWith('.') && packageAround(tree, posix.normalize(name)) === PLUGIN;
}

/** The name of the package that a path of the workspace belongs to. */
function packageAround(tree: Tree, path: string): string | null {
  for (let folder = path; folder !== '.' && folder !== '..'; folder = posix.dirname(folder)) {
    const file = posix.join(folder, 'package.json');
    if (tree.exists(file))
      return (JSON.parse(tree.read(file, 'utf8') ?? '') as { readonly name?: string }).name ?? null;
  }
  return null;
}

/** A prompt that was answered with nothing says nothing. */
export function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
