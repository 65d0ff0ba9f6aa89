export { APPROVAL_RULES, applyApprovals } from './apply-approvals.js';
export { deprecationsInComments } from './comment-announcements.js';
export { judgeLifecycle, LIFECYCLE_RULES } from './judge-lifecycle.js';
export type {
  Acceptance,
  Hold,
  LifecycleQuestion,
  LifecycleStatus,
  NextStep,
  StatesQuestion,
  VersionInUse,
} from './lifecycle-question.js';
export type { LifecycleRule } from './lifecycle-rule.js';
export { lifecycleStates } from './lifecycle-states.js';
export { mergeDeprecations } from './merge-deprecations.js';
export { removalsIn } from './removals.js';
export { subjectExists } from './subject-exists.js';
export { TRANSITIONS, type LifecycleFacts, type Transition } from './transitions.js';
