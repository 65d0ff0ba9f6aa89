export type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from './question.js';
