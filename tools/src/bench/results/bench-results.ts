import type { Measured } from '../measure/interleaved.js';
import { judge, type Goal, type GoalResult } from './goals.js';
import type { Machine } from './machine.js';
import { toSeries, type Series } from './series.js';

/** Everything one run of the benchmarks found; `<name>.json` is this. Times in milliseconds, memory in megabytes (10^6). */
export interface BenchResults {
  readonly name: string;
  readonly machine: Machine;
  /** Versions of Node, of the packages compared, and of the servers. */
  readonly versions: Readonly<Record<string, string>>;
  readonly producer: MeasuredProducer;
  readonly consumer: MeasuredConsumer;
  readonly goals: readonly GoalResult[];
  readonly series: readonly Series[];
}

/** How big the generated producer was, as counted in it. */
export interface MeasuredProducer {
  readonly tables: number;
  readonly views: number;
  readonly enums: number;
  readonly columns: number;
  readonly migrations: number;
}

/** How big the generated consumer was that is scanned, and whose statements are asked about. */
export interface MeasuredConsumer {
  readonly files: number;
  readonly withSql: number;
  readonly statements: number;
}

/** Puts a run's measurements together and holds them against the goals. */
export function benchResults(
  facts: Pick<BenchResults, 'name' | 'machine' | 'versions' | 'producer' | 'consumer'>,
  measured: readonly Measured[],
  goals: readonly Goal[],
): BenchResults {
  const series = measured.map(toSeries);
  return { ...facts, goals: goals.map((goal) => judge(goal, series)), series };
}
