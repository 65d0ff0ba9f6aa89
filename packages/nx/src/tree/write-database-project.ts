import type { Tree } from '@nx/devkit';
import { databaseProjectFile, databaseProjectText } from '../plugin/database-project.js';
import { type PluginSettings, projectName } from '../plugin/plugin-options.js';

/**
 * Makes the project that stands for a producer's database; one that is there is people's own.
 * @returns its file, null where it was there
 */
export function writeDatabaseProject(
  tree: Tree,
  { registry, databaseProjectName }: PluginSettings,
  producer: string,
): string | null {
  const folder = `${registry}/${producer}`;
  const file = databaseProjectFile(folder);
  if (tree.exists(file)) return null;
  tree.write(file, databaseProjectText(folder, projectName(databaseProjectName, producer)));
  return file;
}
