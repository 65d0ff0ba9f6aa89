import { posix } from 'node:path';
import { type NxJsonConfiguration, readJson, readNxJson, type Tree } from '@nx/devkit';

export const PLUGIN = '@rowpact/nx';

/** What `plugins` in `nx.json` says to this plugin. */
export interface PluginOptions {
  /** The registry's folder, relative to the workspace; `registry` where it is left out. */
  readonly registry?: string;
  /** Whether generated modules are committed; true where it is left out. */
  readonly commit?: boolean;
}

type PluginEntry = NonNullable<NxJsonConfiguration['plugins']>[number];

/** The registry that a generator is about: the one it was told, else the one that the plugin's options name, else `registry`. */
export function registryFolder(tree: Tree, told: string | undefined): string {
  return given(told) ?? pluginOptions(tree).registry ?? 'registry';
}

/** The options of this plugin's entry; none where it has no entry. */
export function pluginOptions(tree: Tree): PluginOptions {
  const entry = readNxJson(tree)?.plugins?.find((one) => isOurs(tree, one));
  return typeof entry === 'object' ? optionsIn(entry) : {};
}

/** `nx.json` with an entry for this plugin, and with these options in it; other options stay. */
export function withPlugin(tree: Tree, nxJson: NxJsonConfiguration, options: PluginOptions): NxJsonConfiguration {
  const plugins = nxJson.plugins ?? [];
  const at = plugins.findIndex((one) => isOurs(tree, one));
  const entry = plugins[at] ?? { plugin: PLUGIN, options: {} };
  const told = typeof entry === 'string' && Object.keys(options).length > 0 ? { plugin: entry } : entry;
  const ours = typeof told === 'string' ? told : { ...told, options: { ...optionsIn(told), ...options } };
  return { ...nxJson, plugins: at < 0 ? [...plugins, ours] : plugins.map((one, index) => (index === at ? ours : one)) };
}

function optionsIn(entry: Exclude<PluginEntry, string>): PluginOptions {
  return entry.options ?? {}; // Nx knows nothing of a plugin's options.
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
    if (tree.exists(file)) return readJson<{ readonly name?: string }>(tree, file).name ?? null;
  }
  return null;
}

/** A prompt that was answered with nothing says nothing. */
export function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}
