import type { Rule } from '../rule.js';
import { READING_RULES } from './reading-rules.js';
import { SET_RULES } from './set-rules.js';
import { VALUE_RULES, WRITING_RULES } from './writing-rules.js';

/** Every rule there is. Which of two judgements about the same statement and change wins, the verdict decides, then this order. */
export const RULES: readonly Rule[] = [...VALUE_RULES, ...READING_RULES, ...WRITING_RULES, ...SET_RULES];
