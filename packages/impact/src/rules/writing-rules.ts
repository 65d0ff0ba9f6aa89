import type { Rule } from '../rule.js';

/** Rules about writing, and about who may do what. */
export const WRITING_RULES: readonly Rule[] = [];
