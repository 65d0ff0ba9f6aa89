import type { Failure } from '@rowpact/model';
import type { RowpactOptions, StepProgress } from '../options.js';
import type { Plan } from '../plan.js';

/** What the thread is sent: for each, it plans once. */
export type PlanRequest = Omit<RowpactOptions, 'onProgress' | 'to'>;

/** What became of a plan. */
export type PlanAnswer = { readonly plan: Plan } | { readonly failures: readonly Failure[] };

/** What the thread sends: any number of steps, then an answer. */
export type ThreadMessage = { readonly progress: StepProgress } | PlanAnswer;
