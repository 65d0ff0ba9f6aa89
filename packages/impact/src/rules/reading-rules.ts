import type { Rule } from '../rule.js';

/** Rules about reading, and about names: what is gone, renamed, of another type, or means something else. */
export const READING_RULES: readonly Rule[] = [];
