/** What is left of the samples of one quantity. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Half the distance between the quartiles, as a share of the median: 0.05 reads "give or take 5 %". */
  readonly spread: number;
  /** In the order in which they were taken. */
  readonly samples: readonly number[];
}

/** Summarises at least one sample; everything rounded to a tenth. */
export function summarize(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((left, right) => left - right);
  const median = quantile(sorted, 0.5);
  const quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return {
    median: tenth(median),
    min: tenth(quantile(sorted, 0)),
    max: tenth(quantile(sorted, 1)),
    spread: median === 0 ? 0 : Math.round((quartiles / 2 / median) * 1000) / 1000,
    samples: samples.map(tenth),
  };
}

/** Between two samples in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new RangeError('nothing was measured');
  return below + (above - below) * (at - Math.floor(at));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
