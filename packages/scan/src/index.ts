export type { ScanOptions, ScanProgress } from './scan-options.js';
export { scanConsumer } from './scan/scan-consumer.js';
export type * from './adopt/adoption.js';
export { matchRowTypes } from './adopt/match-row-types.js';
export { planAdoption } from './adopt/plan-adoption.js';
export type * from './adopt/row-type-match.js';
export { nameExpander } from './adopt/type-names.js';
export { findRowTypes } from './row-types/find-row-types.js';
export { followRows, type FollowedRows, type FollowRequest } from './rows/follow-rows.js';
