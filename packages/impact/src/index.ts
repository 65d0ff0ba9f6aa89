export type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from './question.js';
export * from './lifecycle/index.js';
