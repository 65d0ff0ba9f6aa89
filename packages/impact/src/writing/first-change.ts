import type { Change } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';

/**
 * Whether a change is the first of those that a test holds for. Several changes can be to blame for one and the same refusal (a table
 * made anew loses four rights at once): only one of them is to tell it.
 */
export function isFirst(change: Change, { changes }: ImpactQuestion, test: (one: Change) => boolean): boolean {
  return changes.find(test) === change;
}
