export type * from './adopt/adoption.js';
export type * from './adopt/row-type-match.js';
export * from './annotate/annotation.js';
export { type ListedFiles, listFiles } from './files/list-files.js';
export * from './loaded-on-use.js';
export type { FollowedRows, FollowRequest } from './rows/follow-rows.js';
export type { ScanOptions, ScanProgress } from './scan-options.js';
export type { FollowOptions, RowUses } from './scan/remembered-rows.js';
export { scanConsumer } from './scan/scan-consumer.js';
