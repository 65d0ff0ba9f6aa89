import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Nx makes of a task. */
export interface Verdict {
  readonly success: boolean;
}

/**
 * Runs rowpact's command line in the workspace, in the version that this plugin came with, wherever the package manager
 * put it; its output goes where ours goes. A task that is stopped takes it along.
 * @param workspaceRoot absolute
 */
export function runRowpact(args: readonly string[], workspaceRoot: string): Promise<Verdict> {
  const bin = join(dirname(fileURLToPath(import.meta.resolve('rowpact/package.json'))), 'bin/rowpact.js');
  const child = spawn(process.execPath, [bin, ...args], { cwd: workspaceRoot, stdio: 'inherit' });
  const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return new Promise<Verdict>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ success: code === 0 }));
  }).finally(() => {
    for (const signal of signals) process.off(signal, stop);
  });
}

/** Runs one command line after the other, each also where an earlier one found something: the person sees it all at once. */
export async function runEach(commands: readonly (readonly string[])[], workspaceRoot: string): Promise<Verdict> {
  let success = true;
  for (const args of commands) success = (await runRowpact(args, workspaceRoot)).success && success;
  return { success };
}

/** A flag with its value, or nothing where there is none. */
export function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`--${name}=${value}`];
}

/** A flag that is there or not. */
export function toggle(name: string, on: boolean | undefined): readonly string[] {
  return on === true ? [`--${name}`] : [];
}
