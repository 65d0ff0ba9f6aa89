import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY, type RunOptions } from './run-tool.js';

/** How the process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A `rowpact watch` that runs. */
export interface Watching {
  /** The lines on stdout so far. */
  readonly lines: () => readonly string[];
  /** Everything on stderr so far. */
  readonly errors: () => string;
  /** Waits until these words stand on so many lines of stdout. */
  readonly says: (words: string, times?: number) => Promise<void>;
  readonly stop: (signal: NodeJS.Signals) => Promise<Ending>;
  readonly closeOutput: () => void;
  readonly ended: Promise<Ending>;
}

/** What takes longer will never come. */
const PATIENCE = 120_000;

/** Starts the built binary as a user does. */
export function startWatching(flags: readonly string[], { cwd, env }: RunOptions): Watching {
  const { NODE_OPTIONS: _ours, VITEST: _vitest, NODE_ENV: _mode, ...clean } = process.env;
  const script = join(REPOSITORY, 'packages/rowpact/bin/rowpact.js');
  const child = spawn(process.execPath, [script, 'watch', ...flags], {
    cwd,
    env: { ...clean, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let heard = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ending>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const lines = (): readonly string[] => stdout.split('\n').slice(0, -1);
  return {
    lines,
    errors: () => stderr,
    says: (words, times = 1) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`"${words}" was not said ${times} times:\n${stdout}${stderr}`)),
          PATIENCE,
        );
        heard = () => {
          if (lines().filter((line) => line.includes(words)).length < times) return;
          clearTimeout(late);
          resolve();
        };
        heard();
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
    closeOutput: () => child.stdout.destroy(),
    ended,
  };
}
