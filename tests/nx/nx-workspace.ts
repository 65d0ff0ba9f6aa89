import { spawnSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newProject, type Project } from '../project.js';
import { type Outcome, run, type RunOptions } from '../run-tool.js';
import type { NxInstallation } from './nx-installation.js';
import { userEnvironment } from './user-environment.js';

/** A user's Nx workspace in a temporary folder. */
export interface NxWorkspace extends Project {
  /** Runs the workspace's own Nx. */
  readonly nx: (args: readonly string[], options?: Partial<RunOptions>) => Promise<Outcome>;
  /** What git answers. @throws Error with what git says when it fails */
  readonly git: (...args: readonly string[]) => string;
  /** Commits everything that is there. */
  readonly commit: (message: string) => void;
}

/** Makes a workspace of these files, which is in no git repository yet. */
export async function newWorkspace(
  installation: NxInstallation,
  files: Readonly<Record<string, string>>,
): Promise<NxWorkspace> {
  return workspaceOf(await newProject(files), installation);
}

/** Clones a workspace, or any repository. @param flags of `git clone` */
export async function cloneWorkspace(
  from: string,
  installation: NxInstallation,
  ...flags: readonly string[]
): Promise<NxWorkspace> {
  const project = await newProject({});
  gitIn(project.root, ['clone', '--quiet', ...flags, pathToFileURL(from).href, '.']);
  return workspaceOf(project, installation);
}

async function workspaceOf(project: Project, installation: NxInstallation): Promise<NxWorkspace> {
  const { root } = project;
  await symlink(installation.nodeModules, join(root, 'node_modules'), 'junction');
  const git = (...args: readonly string[]): string => gitIn(root, args);
  const nx = (args: readonly string[], { env, ...options }: Partial<RunOptions> = {}): Promise<Outcome> =>
    run(join(root, 'node_modules', '.bin', 'nx'), args, {
      ...{ cwd: root, ...options },
      env: { ...userEnvironment(), ...quietNx(root, installation), ...env },
    });
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
  };
  return { ...project, nx, git, commit };
}

/**
 * Nx without what it would share with other workspaces or ask of the network. Its plugins run in its own process: one for
 * each of them takes most of the time of a command, and answers the same.
 */
function quietNx(root: string, { rowpactCache }: NxInstallation): Readonly<Record<string, string>> {
  return {
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_USE_LOCAL: 'true',
    NX_CACHE_DIRECTORY: join(root, '.nx/cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(root, '.nx/workspace-data'),
    NX_ISOLATE_PLUGINS: 'false',
    ROWPACT_CACHE_DIR: rowpactCache,
  };
}

function gitIn(cwd: string, args: readonly string[]): string {
  const identity = ['-c', 'user.name=anna', '-c', 'user.email=anna@westside.example', '-c', 'core.autocrlf=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}
