import type { ImpactFinding } from '@rowpact/model';
import type { LifecycleAt } from './drops.js';

/** One demand of the two-phase drop. It lives in a folder of its own among the rules, with its page and its test. */
export interface LifecycleRule {
  readonly id: string;
  readonly judge: (at: LifecycleAt) => readonly ImpactFinding[];
}
