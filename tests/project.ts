import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A user's project in a temporary folder. */
export interface Project {
  readonly root: string;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file with its text, sorted by path: to say that nothing was written, or that two runs wrote the same. */
  contents(): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
}

/** Makes a project of these files. */
export async function newProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'rowpact-project-'));
  const project: Project = {
    root,
    write: async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    read: (path) => readFile(join(root, path), 'utf8'),
    contents: async () => {
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const texts = await Promise.all(
        paths.sort().map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const),
      );
      return Object.fromEntries(texts);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  for (const [path, text] of Object.entries(files)) await project.write(path, text);
  return project;
}
