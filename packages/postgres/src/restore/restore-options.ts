import type { ReplayOptions, ReplayProgress } from '../engine/replay-options.js';

/** As for a replay; the user's stubs and packages count here too. */
export interface RestoreOptions extends Omit<ReplayOptions, 'onProgress' | 'signal'> {
  readonly onProgress?: (progress: RestoreProgress) => void;
}

/** What comes next; it then blocks the process for a while. */
export interface RestoreProgress {
  readonly phase: Exclude<ReplayProgress['phase'], 'replaying migrations'> | 'restoring the schema';
  /** Statements that ran, and all there are; both 0 in the other phases. */
  readonly done: number;
  readonly total: number;
}

/** A phase that has no parts to count. */
export function restorePhase(phase: RestoreProgress['phase']): RestoreProgress {
  return { phase, done: 0, total: 0 };
}
