/** One sample of one subject. Times in milliseconds, memory in megabytes (10^6 bytes). */
export interface Sample {
  readonly wall: number;
  /** Time on the processor, user and system, of all threads; null where it cannot be told from that of others. */
  readonly cpu: number | null;
  /** The most memory that was resident at once; null where it cannot be told from that of others. */
  readonly peak: number | null;
}

/** One thing to measure. */
export interface Subject {
  readonly id: string;
  /** As the table of results names it. */
  readonly title: string;
  /** How many things, such as statements, one run gets done; left out where that says nothing. */
  readonly items?: number;
  /** Makes the world as it has to be before a run; not timed. */
  readonly prepare?: () => Promise<void>;
  readonly run: () => Promise<Sample>;
}

/** How often to measure. */
export interface Rounds {
  /** Rounds whose samples are thrown away. */
  readonly warmUps: number;
  readonly rounds: number;
}

/** The samples of one subject, in the order of the rounds. */
export interface Measured {
  readonly id: string;
  readonly title: string;
  readonly items?: number;
  readonly rounds: Rounds;
  readonly samples: readonly Sample[];
}

/**
 * Measures the subjects by turns, A B C A B C …, so that whatever else the machine does meets all of them alike.
 * @param report told what is about to run, for people who wait
 */
export async function measureInterleaved(
  subjects: readonly Subject[],
  { warmUps, rounds }: Rounds,
  report: (text: string) => void,
): Promise<readonly Measured[]> {
  const samples = subjects.map((): Sample[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [at, subject] of subjects.entries()) {
      report(`${round < 0 ? 'warm-up' : `round ${round + 1}/${rounds}`}  ${subject.title}`);
      await subject.prepare?.();
      const sample = await subject.run();
      if (round >= 0) samples[at]?.push(sample);
    }
  }
  return subjects.map(({ id, title, items }, at) => ({
    ...{ id, title, rounds: { warmUps, rounds }, samples: samples[at] ?? [] },
    ...(items === undefined ? {} : { items }),
  }));
}
