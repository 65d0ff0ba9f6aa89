import { posix } from 'node:path';

/** The root of the project that stands for a producer's database. @param folder the producer's folder in the registry */
export function databaseFolder(folder: string): string {
  return `${folder}/database`;
}

/**
 * The one file of that project. It is there so that the project has a file that no migration, contract or scan ever touches:
 * what depends on the project is then never affected through it.
 */
export function databaseProjectFile(folder: string): string {
  return `${databaseFolder(folder)}/project.json`;
}

/** The text of that file, for a workspace that has none yet; what people make of it afterwards is theirs. */
export function databaseProjectText(folder: string, name: string): string {
  const root = posix.relative(databaseFolder(folder), '.');
  const project = {
    $schema: `${root}/node_modules/nx/schemas/project-schema.json`,
    name,
    projectType: 'library',
    tags: ['rowpact:database'],
  };
  return `${JSON.stringify(project, null, 2)}\n`;
}
