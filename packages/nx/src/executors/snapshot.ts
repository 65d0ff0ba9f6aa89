import type { ExecutorContext } from '@nx/devkit';
import { flag, runRowpact, toggle, type Verdict } from './run-rowpact.js';

export interface SnapshotExecutorOptions {
  readonly producer: string;
  /** The registry's folder, relative to the workspace. */
  readonly registry?: string;
  /** Stop at this migration, and stay there. */
  readonly to?: string;
  /** Compare, write nothing. */
  readonly check?: boolean;
}

/** Writes a producer's schema into the registry, or compares it. */
export function snapshotExecutor(options: SnapshotExecutorOptions, { root }: ExecutorContext): Promise<Verdict> {
  const { producer, registry, to, check } = options;
  const named = [...flag('producer', producer), ...flag('registry', registry), ...flag('to', to)];
  return runRowpact(['snapshot', ...named, ...toggle('check', check)], root);
}

// Nx takes an executor's default export.
// eslint-disable-next-line no-restricted-syntax -- the host demands it
export default snapshotExecutor;
