import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../run-tool.js';
import { MODULE } from './league.js';
import type { NxWorkspace } from './nx-workspace.js';

/** The targets that a team runs for what a change affects. */
export const TARGETS = ['build', 'typecheck', 'test'] as const;

/** What Nx selects between `main` and the commit that is checked out. */
export interface Affected {
  /** `project:target` for each of these targets, with those that others wait for. */
  readonly tasks: readonly string[];
  readonly projects: readonly string[];
}

/** Asks Nx, without running anything. */
export async function affected(workspace: NxWorkspace): Promise<Affected> {
  const between = ['--base=main', '--head=HEAD'];
  const graph = join(workspace.root, '.nx/affected.json');
  const [tasks, projects] = await Promise.all([
    workspace.nx(['affected', '-t', ...TARGETS, ...between, `--graph=${graph}`]),
    workspace.nx(['show', 'projects', '--affected', '--json', ...between]),
  ]);
  outputOf(tasks);
  const drawn = JSON.parse(await readFile(graph, 'utf8')) as {
    readonly tasks: { readonly tasks: Readonly<Record<string, unknown>> };
  };
  return {
    tasks: Object.keys(drawn.tasks.tasks).filter(isAsked).sort(),
    projects: (JSON.parse(outputOf(projects)) as readonly string[]).toSorted(),
  };
}

/** With `commit: false` builds wait for a target of ours as well. */
function isAsked(task: string): boolean {
  return TARGETS.some((target) => task.endsWith(`:${target}`));
}

/** The consumers whose generated module differs between where the branch began and the commit that is checked out, by git. */
export function changedModules(workspace: NxWorkspace): readonly string[] {
  const files = workspace.git('diff', '--name-only', '--no-renames', 'main...HEAD', '--', `services/*/${MODULE}`);
  return files
    .split('\n')
    .flatMap((file) => /^services\/([^/]+)\//.exec(file)?.[1] ?? [])
    .sort();
}

/** The standard output of a command that must have worked. */
export function outputOf({ code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`exit code ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
}
