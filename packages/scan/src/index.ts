export type { ScanOptions, ScanProgress } from './scan-options.js';
