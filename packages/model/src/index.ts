export * from './canonical-json.js';
export * from './contract.js';
export * from './failure.js';
export * from './identifiers.js';
export * from './nearest-name.js';
export * from './producer.js';
export * from './report.js';
export * from './snapshot.js';
