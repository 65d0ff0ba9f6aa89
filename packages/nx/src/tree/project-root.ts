import { createProjectGraphAsync, getProjects, type Tree } from '@nx/devkit';

/** The folder of a project, relative to the workspace; `.` for the workspace itself. */
export async function projectRoot(tree: Tree, name: string): Promise<string> {
  // The tree also has projects that are new in it, and the graph those that plugins infer.
  const root = getProjects(tree).get(name)?.root ?? (await createProjectGraphAsync()).nodes[name]?.data.root;
  if (root !== undefined) return root;
  throw new Error(`this workspace has no project ${name}; give the folder of what is none with --source`);
}
