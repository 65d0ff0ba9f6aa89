/** How big the generated consumer is. */
export interface ConsumerSize {
  readonly files: number;
  /** Files with SQL among them. */
  readonly withSql: number;
  /** Statements in each file with SQL. */
  readonly statementsPerFile: number;
}

/** A service of many years: 2,000 statements in 400 of 10,000 files. */
export const FULL_CONSUMER: ConsumerSize = { files: 10_000, withSql: 400, statementsPerFile: 5 };

/** For a smoke test. */
export const QUICK_CONSUMER: ConsumerSize = { files: 250, withSql: 10, statementsPerFile: 5 };
