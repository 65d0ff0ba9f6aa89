export type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from './question.js';
export * from './lifecycle/index.js';
export { diffStates } from './diff/diff-states.js';
export type { FoundChange, IdentityBy } from './diff/found-change.js';
