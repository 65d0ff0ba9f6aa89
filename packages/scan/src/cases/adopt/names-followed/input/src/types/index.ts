export * from './status.js';
export type { TeamDivision as Division } from './division.js';
