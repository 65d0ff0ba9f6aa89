import type { Rule } from '../rule.js';
import { migrationEdited } from './migration-edited/rule.js';
import { migrationInserted } from './migration-inserted/rule.js';

/** Rules about the set of migrations itself. */
export const SET_RULES: readonly Rule[] = [migrationEdited, migrationInserted];
