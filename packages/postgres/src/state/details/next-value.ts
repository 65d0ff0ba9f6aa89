import type { SequenceDetail } from '@rowpact/model';

/** Where a sequence stands: the row that it is. */
export interface SequencePosition {
  readonly lastValue: string;
  /** False where `lastValue` itself comes next. */
  readonly isCalled: boolean;
}

/** @returns what `nextval` answers next, null where it would fail. */
export function nextOf(
  bounds: Pick<SequenceDetail, 'increment' | 'minimum' | 'maximum' | 'cycle'>,
  { lastValue, isCalled }: SequencePosition,
): string | null {
  if (!isCalled) return lastValue;
  const next = BigInt(lastValue) + BigInt(bounds.increment);
  if (next > BigInt(bounds.maximum)) return bounds.cycle ? bounds.minimum : null;
  if (next < BigInt(bounds.minimum)) return bounds.cycle ? bounds.maximum : null;
  return String(next);
}
