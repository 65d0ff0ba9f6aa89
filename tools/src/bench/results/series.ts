import type { Measured, Rounds } from '../measure/interleaved.js';
import { summarize, type Summary } from '../measure/summary.js';

/** What one subject took. */
export interface Series {
  readonly id: string;
  readonly title: string;
  /** How many things, such as statements, one run got done. */
  readonly items?: number;
  readonly rounds: Rounds;
  readonly wall: Summary;
  readonly cpu: Summary | null;
  readonly peak: Summary | null;
}

/** Summarises what a subject's rounds took. */
export function toSeries({ id, title, items, rounds, samples }: Measured): Series {
  const optional = (key: 'cpu' | 'peak'): Summary | null => {
    const values = samples.map((sample) => sample[key]).filter((value) => value !== null);
    return values.length === 0 ? null : summarize(values);
  };
  const wall = summarize(samples.map((sample) => sample.wall));
  const series = { id, title, rounds, wall, cpu: optional('cpu'), peak: optional('peak') };
  return items === undefined ? series : { ...series, items };
}
