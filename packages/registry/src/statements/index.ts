export { printStatements, statementsFile } from './print-statements.js';
export { parseStatements, readStatements, type StatementsSource } from './read-statements.js';
export { staleStatements } from './stale-statements.js';
export { sameUse, useDiff } from './use-diff.js';
export type { UseChange } from './use-diff.js';
