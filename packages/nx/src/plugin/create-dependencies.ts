import type { CreateDependencies, DependencyType, ProjectConfiguration, RawProjectGraphDependency } from '@nx/devkit';
import type { PluginOptions } from './plugin-options.js';

// The enum itself would bring the whole of @nx/devkit along.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- it is the value of DependencyType.implicit
const IMPLICIT: DependencyType.implicit = 'implicit' as DependencyType.implicit;

/**
 * Consumer to database, and migrations to database: never the other way, so that what happens to a migration reaches those
 * consumers only whose generated module it changes. The edges stand in the projects' metadata, where `createNodes` put them.
 */
export const createDependencies: CreateDependencies<PluginOptions> = (_options, { projects }) => {
  const named = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  return Object.entries(projects).flatMap(([source, project]) =>
    databasesOf(project).flatMap((root): readonly RawProjectGraphDependency[] => {
      const target = named.get(root);
      return target === undefined || target === source ? [] : [{ source, target, type: IMPLICIT }];
    }),
  );
};

function databasesOf({ metadata }: ProjectConfiguration): readonly string[] {
  const ours: unknown = (metadata as { readonly rowpact?: unknown } | undefined)?.rowpact; // a key of our own
  if (typeof ours !== 'object' || ours === null || !('databases' in ours) || !Array.isArray(ours.databases)) return [];
  return [...new Set(ours.databases.filter((root) => typeof root === 'string'))];
}
