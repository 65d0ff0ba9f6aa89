import type { ConsumerSize } from './consumer-size.js';
import type { CheckedSize } from '../results/goals.js';

/** Whose migrations are checked. */
export interface CheckSizes {
  /** The source that is scanned once; its statements are dealt out. */
  readonly scanned: ConsumerSize;
  readonly one: CheckedSize;
  /** Each bigger than the one before. */
  readonly several: readonly CheckedSize[];
}

/** Fifty consumers with 2,000 statements in all; then a twentieth to twenty times as many. */
export const FULL_CHECKS: CheckSizes = {
  scanned: { files: 400, withSql: 400, statementsPerFile: 5 },
  one: { consumers: 50, statementsEach: 40 },
  several: [10, 100, 1000].map((consumers) => ({ consumers, statementsEach: 40 })),
};

/** For a smoke test. */
export const QUICK_CHECKS: CheckSizes = {
  scanned: { files: 10, withSql: 10, statementsPerFile: 5 },
  one: { consumers: 5, statementsEach: 10 },
  several: [2, 4].map((consumers) => ({ consumers, statementsEach: 25 })),
};
