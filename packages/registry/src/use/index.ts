export type { RelationUse } from './relation-use.js';
export { updateContract } from './update-contract.js';
export type { ContractUpdate, LostEntry } from './update-contract.js';
export type { ColumnDifference, UseDifference } from './use-difference.js';
