import type { LifecycleState } from '@rowpact/model';
import type { Hold } from './lifecycle-question.js';

/** What is known of one object today. */
export interface LifecycleFacts {
  /** Whether `lifecycle.yaml` says that it was dropped. */
  readonly tombstone: boolean;
  readonly holds: readonly Hold[];
}

/** One step of an object on its way out: who takes it, and what must be so. */
export interface Transition {
  readonly from: LifecycleState;
  readonly to: LifecycleState;
  readonly by: 'consumers' | 'deployment' | 'producer';
  readonly when: (facts: LifecycleFacts) => boolean;
}

/**
 * The two-phase drop, after `announced` (which writes `deprecated`). There is no way back but to take the announcement away, and
 * none at all from `dropped`: a column that is added again is another one.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    from: 'deprecated',
    to: 'unreferenced',
    by: 'consumers',
    when: ({ holds }) => !holds.some((hold) => hold.kind !== 'date' && hold.deployed === null),
  },
  { from: 'unreferenced', to: 'droppable', by: 'deployment', when: ({ holds }) => holds.length === 0 },
  { from: 'droppable', to: 'dropped', by: 'producer', when: ({ tombstone }) => tombstone },
];

/** Where an object stands: as far as the transitions lead. What is gone is gone, whoever still holds it. */
export function stateOf(facts: LifecycleFacts): LifecycleState {
  if (facts.tombstone) return 'dropped';
  let state: LifecycleState = 'deprecated';
  for (const transition of TRANSITIONS) if (transition.from === state && transition.when(facts)) state = transition.to;
  return state;
}
