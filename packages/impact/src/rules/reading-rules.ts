import type { Rule } from '../rule.js';
import { columnDropped } from './column-dropped/rule.js';
import { couldNotLook } from './could-not-look/rule.js';
import { resultChanged } from './result-changed/rule.js';
import { statementRefusedAfter } from './statement-refused-after/rule.js';

/** Rules about reading, and about names: what is gone, renamed, of another type, or means something else. */
export const READING_RULES: readonly Rule[] = [columnDropped, statementRefusedAfter, resultChanged, couldNotLook];
