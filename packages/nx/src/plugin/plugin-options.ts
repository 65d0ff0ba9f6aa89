/** The package, and the plugin as nx.json names it. */
export const PLUGIN = '@rowpact/nx';

/** Options of the plugin's entry in nx.json. Everything may be left out. */
export interface PluginOptions {
  /** The registry's folder, relative to the workspace; `registry` by default. */
  readonly registry?: string;
  /** `false` where generated modules are not committed: they are then written by a cached target before builds. */
  readonly commit?: boolean;
  /** With `commit: false`: the targets that compile the modules, and so must wait for them; build, typecheck and test by default. */
  readonly dependentTargets?: readonly string[];
  /** `true` where the producers' migrations are in another repository: the registry's committed snapshot is taken as it is. */
  readonly fromSnapshot?: boolean;
  /** The git ref that `check-migrations` compares with, where neither it nor NX_BASE names one; nx.json's `defaultBase` by default. */
  readonly base?: string;
  /** Name of the project that stands for a producer's database, where `nx sync` makes it; `{producer}-database` by default. */
  readonly databaseProjectName?: string;
  /** Name of the project that has its migrations and its part of the registry for inputs; `{producer}-migrations` by default. */
  readonly migrationsProjectName?: string;
  readonly snapshotTargetName?: string;
  readonly checkSnapshotTargetName?: string;
  readonly checkMigrationsTargetName?: string;
  readonly checkRowTypesTargetName?: string;
  readonly generateRowTypesTargetName?: string;
  readonly scanTargetName?: string;
  readonly scanCheckTargetName?: string;
}

/** The options with every default in its place. */
export type PluginSettings = Required<Omit<PluginOptions, 'base'>> & Pick<PluginOptions, 'base'>;

export const DEFAULT_SETTINGS: PluginSettings = {
  registry: 'registry',
  commit: true,
  dependentTargets: ['build', 'typecheck', 'test'],
  fromSnapshot: false,
  databaseProjectName: '{producer}-database',
  migrationsProjectName: '{producer}-migrations',
  snapshotTargetName: 'snapshot',
  checkSnapshotTargetName: 'check-snapshot',
  checkMigrationsTargetName: 'check-migrations',
  checkRowTypesTargetName: 'check-row-types',
  generateRowTypesTargetName: 'generate-row-types',
  scanTargetName: 'scan',
  scanCheckTargetName: 'scan-check',
};

/** Fills in the defaults. The registry's path comes out in one spelling: `./db//registry/` is `db/registry`. */
export function settingsOf(options: PluginOptions | undefined): PluginSettings {
  const given = Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
  const settings: PluginSettings = { ...DEFAULT_SETTINGS, ...given };
  return { ...settings, registry: plainPath(settings.registry) };
}

function plainPath(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? '.' : parts.join('/');
}

/** A project's name from its pattern. */
export function projectName(pattern: string, producer: string): string {
  return pattern.replaceAll('{producer}', producer);
}
