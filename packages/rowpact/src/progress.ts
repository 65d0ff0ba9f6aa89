import type { StepProgress } from './options.js';
import type { Terminal } from './world.js';

/** Shows what a long command is doing, on one line that replaces itself; nothing where nobody watches. */
export interface Progress {
  readonly report: (progress: StepProgress) => void;
  /** Takes the line away again. */
  readonly stop: () => void;
}

/**
 * Progress on `terminal`. Each step is drawn before it begins, without waiting whether it takes long: the embedded engine
 * blocks the process, so that a timer would not tick. A run that starts no engine reports no step.
 */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.isTerminal) return { report: () => undefined, stop: () => undefined };
  let shown = false;
  return {
    report: (progress) => {
      shown = true;
      terminal.write(`\r\u001b[2K${cut(progressText(progress), terminal.columns - 1)}`);
    },
    stop: () => {
      if (shown) terminal.write('\r\u001b[2K');
      shown = false;
    },
  };
}

function progressText(progress: StepProgress): string {
  const bar = progress.total > 0 ? ` ${progress.done}/${progress.total}` : '';
  return `${progress.phase}${bar}${(progress.migration ?? null) === null ? '…' : `  ${progress.migration}`}`;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
