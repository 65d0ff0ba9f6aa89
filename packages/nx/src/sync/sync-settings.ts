import { readNxJson, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { type PluginOptions, type PluginSettings, settingsOf } from '../plugin/plugin-options.js';

/** The name under which nx.json knows the sync generator. */
export const SYNC_GENERATOR = '@rowpact/nx:sync';

/** The settings of each entry of the plugin in nx.json: one for each registry. Without an entry, the defaults. */
export function registeredSettings(tree: Tree): readonly PluginSettings[] {
  const nxJson = readNxJson(tree);
  const entries = (nxJson?.plugins ?? []).flatMap((entry) => ourOptions(entry) ?? []);
  return (entries.length > 0 ? entries : [{}]).map(settingsOf);
}

/** A plugin's entry as nx.json has it. */
type PluginEntry = NonNullable<NxJsonConfiguration['plugins']>[number];

/** The options of an entry that is ours, by the package's name or a path to it; null for those of others. */
export function ourOptions(entry: PluginEntry): PluginOptions | null {
  const [name, options] = typeof entry === 'string' ? [entry, {}] : [entry.plugin, entry.options ?? {}];
  return name === '@rowpact/nx' || name.startsWith('@rowpact/nx/') ? options : null;
}
