// `rowpact/sync`: for hosts that ask again and again whether everything is up to date. Loads the parts only where it may not be.
export { isInSync } from './is-in-sync.js';
export { planSync } from './plan-sync.js';
export type { SyncOptions } from './sync-options.js';
