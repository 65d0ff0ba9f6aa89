import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { newProject, type Project } from '../project.js';
import { type Outcome, REPOSITORY, run, type RunOptions } from '../run-tool.js';
import { outputOf } from './pack.js';

const PNPM = join(REPOSITORY, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');

/** What a fresh workspace starts with. */
export interface FreshWorkspaceOptions {
  readonly packageManager: 'npm' | 'pnpm';
  /** By path; a `package.json` among them gets the `devDependencies` as well. */
  readonly files: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly registryUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A user's project with its dependencies installed, outside of this repository and with a home of its own. */
export interface Workspace extends Project {
  /** Runs an installed command as users do: through `npx --no-install`, or `pnpm exec`. */
  exec(command: string, ...args: readonly string[]): Promise<Outcome>;
  /** Runs an installed command without either, as a script of `package.json` does: they take as long as Nx itself. */
  bin(command: string, ...args: readonly string[]): Promise<Outcome>;
  /** The same with other variables; `undefined` takes one away. */
  binWith(env: RunOptions['env'], command: string, ...args: readonly string[]): Promise<Outcome>;
  /** Runs `npm` or `pnpm` itself. */
  manager(...args: readonly string[]): Promise<Outcome>;
}

/** Makes a project of these files in a temporary folder and installs its dependencies; throws when that does not work. */
export async function freshWorkspace(options: FreshWorkspaceOptions): Promise<Workspace> {
  const { packageManager, files, devDependencies } = options;
  const own = JSON.parse(files['package.json'] ?? '{"name":"league","private":true}') as object;
  const project = await newProject({ ...files, 'package.json': JSON.stringify({ ...own, devDependencies }) });
  const home = await newHome(options);
  const env = { ...environment(home), ...options.env };
  const start = (program: string, args: readonly string[], more: RunOptions['env'] = {}): Promise<Outcome> =>
    run(program, args, { cwd: project.root, env: { ...env, ...more } });
  const manager = (...args: readonly string[]): Promise<Outcome> =>
    packageManager === 'npm' ? start('npm', args) : start(process.execPath, [PNPM, ...args]);
  const remove = async (): Promise<void> => {
    await project.remove();
    await rm(home, { recursive: true, force: true });
  };
  const exec = (command: string, ...args: readonly string[]): Promise<Outcome> =>
    packageManager === 'npm'
      ? start('npx', ['--no-install', '--', command, ...args])
      : manager('exec', command, ...args);
  const binWith = (more: RunOptions['env'], command: string, ...args: readonly string[]): Promise<Outcome> =>
    start(join(project.root, 'node_modules', '.bin', command), args, more);
  const bin = (command: string, ...args: readonly string[]): Promise<Outcome> => binWith({}, command, ...args);
  try {
    outputOf(await manager('install'));
  } catch (error) {
    await remove();
    throw error;
  }
  return { ...project, remove, manager, exec, bin, binWith };
}

/** A home folder that holds the package manager's settings, so that the workspace holds only what a user's does. */
async function newHome({ packageManager, registryUrl }: FreshWorkspaceOptions): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'rowpact-home-'));
  const settings = [`registry=${registryUrl}`, ...(await machineSettings()), 'audit=false', 'fund=false'];
  // Without its hidden hoisting, pnpm gives a package what it declares and nothing else.
  settings.push(...(packageManager === 'pnpm' ? ['hoist=false'] : ['update-notifier=false', 'prefer-offline=true']));
  await writeFile(join(home, '.npmrc'), `${settings.join('\n')}\n`);
  await mkdir(join(home, 'bin'));
  // Nx starts the package manager by its name.
  if (packageManager === 'pnpm') await symlink(PNPM, join(home, 'bin', 'pnpm'));
  return home;
}

/** How this machine reaches a registry, and npm's cache, which `npm ci` has filled with what most installs need. */
async function machineSettings(): Promise<readonly string[]> {
  const keys = ['cache', 'cafile', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl'];
  const answer = outputOf(await run('npm', ['config', 'get', ...keys], { cwd: REPOSITORY }));
  return answer.split('\n').filter((line) => /=(?!null$|undefined$|$)/.test(line));
}

/** This process's environment without what npm, Nx or a CI service told it about this repository. */
function environment(home: string): Readonly<Record<string, string | undefined>> {
  const told = Object.keys(process.env).filter((name) => /^(npm_|nx_|xdg_|pnpm_|init_cwd$|ci$)/i.test(name));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(REPOSITORY));
  return {
    ...Object.fromEntries(told.map((name) => [name, undefined])),
    PATH: [join(home, 'bin'), ...path].join(delimiter),
    HOME: home,
    USERPROFILE: home,
    ROWPACT_CACHE_DIR: join(home, 'rowpact-cache'),
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    NX_USE_LOCAL: 'true',
  };
}
