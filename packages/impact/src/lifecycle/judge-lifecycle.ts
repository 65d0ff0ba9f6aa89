import type { ImpactFinding } from '@rowpact/model';
import { cascadeUndeclared } from '../rules/cascade-undeclared/rule.js';
import { dateMovedEarlier } from '../rules/date-moved-earlier/rule.js';
import { deprecationIncomplete } from '../rules/deprecation-incomplete/rule.js';
import { dropHeldBack } from '../rules/drop-held-back/rule.js';
import { dropNotAlone } from '../rules/drop-not-alone/rule.js';
import { dropNotAnnounced } from '../rules/drop-not-announced/rule.js';
import { dropTooEarly } from '../rules/drop-too-early/rule.js';
import { nameReserved } from '../rules/name-reserved/rule.js';
import { dropsIn } from './drops.js';
import type { LifecycleQuestion } from './lifecycle-question.js';
import type { LifecycleRule } from './lifecycle-rule.js';

/** Every demand of the two-phase drop. */
export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  dropNotAnnounced,
  dropTooEarly,
  dropHeldBack,
  dropNotAlone,
  cascadeUndeclared,
  nameReserved,
  deprecationIncomplete,
  dateMovedEarlier,
];

/** What the pending migrations and the announcements ask of the producer, in the order of the rules. */
export function judgeLifecycle(question: LifecycleQuestion): readonly ImpactFinding[] {
  const at = { question, drops: dropsIn(question) };
  return LIFECYCLE_RULES.flatMap((rule) => rule.judge(at));
}
