import type { RowpactOptions } from '../options.js';

/** What is to be kept in step with the producers. */
export interface SyncOptions extends Omit<RowpactOptions, 'to' | 'onProgress'> {
  /** Whether generated modules belong to it; false where they are not committed and a build makes them. */
  readonly modules: boolean;
}
