import type { ReplayProgress } from '@rowpact/postgres';
import type { Terminal } from './world.js';

/** Shows what a long command is doing, on one line that replaces itself; nothing where nobody watches. */
export interface Progress {
  readonly report: (progress: ReplayProgress) => void;
  /** Takes the line away again. */
  readonly stop: () => void;
}

/** Milliseconds of silence before progress is shown: what is done by then needs none. */
const PATIENCE = 1000;

/**
 * Progress on `terminal`. It draws only when something is reported, since the embedded engine blocks the process
 * while a migration runs and a timer would not tick.
 */
export function progressOn(terminal: Terminal, now: () => number): Progress {
  if (!terminal.isTerminal) return { report: () => undefined, stop: () => undefined };
  const start = now();
  let shown = false;
  return {
    report: (progress) => {
      if (now() - start < PATIENCE) return;
      shown = true;
      terminal.write(`\r\u001b[2K${cut(progressText(progress), terminal.columns - 1)}`);
    },
    stop: () => {
      if (shown) terminal.write('\r\u001b[2K');
      shown = false;
    },
  };
}

function progressText(progress: ReplayProgress): string {
  const bar = progress.total > 0 ? ` ${progress.done}/${progress.total}` : '';
  return `${progress.phase}${bar}${progress.migration === null ? '' : `  ${progress.migration}`}`;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
