import type { ExtensionStub } from '@rowpact/model';
import type { Cache } from './cache.js';

export interface ReplayOptions {
  readonly cache: Cache;
  /** What stands in for extensions that the embedded engine lacks. */
  readonly stubs: readonly ExtensionStub[];
  /** Absolute folders from whose node_modules further PGlite extension packages are taken. */
  readonly packageFolders?: readonly string[];
  readonly onProgress?: (progress: ReplayProgress) => void;
  /** Asked between statements. */
  readonly signal?: AbortSignal;
}

/** What the replay is about to do; it then blocks the process for a while. */
export interface ReplayProgress {
  readonly phase: 'preparing the engine' | 'starting the engine' | 'replaying migrations' | 'reading the schema';
  /** Path of the migration that comes next, null in the other phases. */
  readonly migration: string | null;
  /** Migrations that the database has. */
  readonly done: number;
  /** Migrations of the plan; 0 where they are not what takes the time. */
  readonly total: number;
}

/** A phase that has no parts to count. */
export function phase(name: Exclude<ReplayProgress['phase'], 'replaying migrations'>): ReplayProgress {
  return { phase: name, migration: null, done: 0, total: 0 };
}
