import { holdsOf } from './holds.js';
import type { LifecycleStatus, StatesQuestion } from './lifecycle-question.js';
import { nextSteps } from './next-steps.js';
import { subjectExists } from './subject-exists.js';
import { stateOf } from './transitions.js';

/** Where everything in flight stands, in the order of the announcements. */
export function lifecycleStates(question: StatesQuestion): readonly LifecycleStatus[] {
  return question.deprecations.map((deprecation) => {
    const tombstone = deprecation.dropped !== null;
    const holds = tombstone ? [] : holdsOf(deprecation, question);
    const state = stateOf({ tombstone, holds });
    const exists = subjectExists(deprecation, question.snapshot);
    return { deprecation, state, exists, holds, next: nextSteps(deprecation, state, exists, holds) };
  });
}
