import { type RunMemory, runMemory } from '../finished-runs.js';
import type { SyncOptions } from './sync-options.js';

/** @param startedAt milliseconds since 1970, before anything was read */
export function syncMemory(options: SyncOptions, startedAt: number): RunMemory {
  return runMemory(options.modules ? 'sync' : 'sync of the registry', options, startedAt);
}

/**
 * Whether nothing that belongs to the registry and its modules has changed since everything was found as it should be.
 * Looks at the files' stamps only: no part is loaded and no engine starts. False says nothing but that somebody must look.
 */
export async function isInSync(options: SyncOptions): Promise<boolean> {
  return (await syncMemory(options, 0).recall()) !== null;
}
