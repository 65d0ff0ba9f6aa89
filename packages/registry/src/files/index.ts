export { applyFileChanges } from './apply-file-changes.js';
export { compareFileChanges } from './compare-file-changes.js';
export type { FileStates } from './compare-file-changes.js';
export type { BoundedChange } from './target-path.js';
