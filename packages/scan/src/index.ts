export type { ScanOptions, ScanProgress } from './scan-options.js';
export { scanConsumer } from './scan/scan-consumer.js';
