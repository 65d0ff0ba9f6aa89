import { execFile } from 'node:child_process';
import { type PrintedError, readSvelteCheckOutput, readTscOutput } from './read-output.js';
import type { Checker } from './checker.js';

/** What a checker said of one project, or why it said nothing. */
export type CheckerAnswer = { readonly errors: readonly PrintedError[] } | { readonly broken: string };

const MOST_BYTES = 2 ** 28;

/** Runs a checker on one project. @param cwd - the project's folder in the mirror. @param config - its file's name. */
export async function runChecker(
  checker: Checker,
  cwd: string,
  config: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CheckerAnswer> {
  const { code, stdout, stderr } = await runScript([checker.script, ...argumentsFor(checker, config)], cwd, env);
  if (checker.name === 'svelte-check') {
    const errors = readSvelteCheckOutput(stdout);
    return errors === null ? { broken: lastWords(stdout, stderr) } : { errors };
  }
  const errors = readTscOutput(stdout);
  // Codes 1 and 2 mean errors were found; without any it broke down.
  return code !== 0 && errors.length === 0 ? { broken: lastWords(stdout, stderr) } : { errors };
}

function argumentsFor({ name }: Checker, config: string): readonly string[] {
  if (name !== 'svelte-check') return ['-p', config, '--noEmit', '--pretty', 'false'];
  return ['--tsconfig', `./${config}`, '--output', 'machine-verbose', '--threshold', 'error', '--no-color'];
}

function lastWords(stdout: string, stderr: string): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('at ')).slice(-1)[0] ?? 'it printed nothing';
}

/** What a script of Node printed; its exit code, null where it was stopped. */
export interface ScriptAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runScript(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ScriptAnswer> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: MOST_BYTES }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr: error === null || code !== null ? stderr : `${stderr}\n${error.message}` });
    });
  });
}
