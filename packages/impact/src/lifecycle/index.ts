export { deprecationsInComments } from './comment-announcements.js';
export type {
  Acceptance,
  Hold,
  LifecycleQuestion,
  LifecycleStatus,
  NextStep,
  StatesQuestion,
  VersionInUse,
} from './lifecycle-question.js';
export { lifecycleStates } from './lifecycle-states.js';
export { mergeDeprecations } from './merge-deprecations.js';
export { TRANSITIONS, type LifecycleFacts, type Transition } from './transitions.js';
