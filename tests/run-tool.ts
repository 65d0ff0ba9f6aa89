import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. */
export const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with the process, for tests that interrupt it. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built `rowpact` as a user does: a process of its own. */
export function rowpact(args: readonly string[], options: RunOptions): Promise<Outcome> {
  return run(process.execPath, [join(REPOSITORY, 'packages/rowpact/bin/rowpact.js'), ...args], options);
}

/** Runs a command of the repository's node_modules, such as `tsc`. */
export function tool(name: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  return run(join(REPOSITORY, 'node_modules', '.bin', name), args, options);
}

/** Runs a script of a project with this Node. */
export function node(args: readonly string[], options: RunOptions): Promise<Outcome> {
  return run(process.execPath, args, options);
}

/** Runs any program to its end; in `env`, `undefined` takes a variable away. */
export function run(program: string, args: readonly string[], { cwd, env, started }: RunOptions): Promise<Outcome> {
  const { NODE_OPTIONS: _ours, VITEST: _vitest, NODE_ENV: _mode, ...clean } = process.env;
  const child = spawn(program, args, {
    cwd,
    env: { ...clean, NO_COLOR: '1', NX_DAEMON: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  started?.((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
