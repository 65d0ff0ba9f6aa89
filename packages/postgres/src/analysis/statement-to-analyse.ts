/** One SQL text to ask PostgreSQL about. */
export interface StatementToAnalyse {
  readonly text: string;
  /** Schemas in the order in which names are looked up; empty or absent for what the database itself has set. */
  readonly searchPath?: readonly string[];
  /**
   * The run of statements that it belongs to, such as a file: it sees the temporary tables that statements of the same run
   * create, in the order of the list. Absent where there is none.
   */
  readonly sequence?: string;
}

/** What holds for a whole run of the analysis. */
export interface AnalysisOptions {
  /** Asked between batches. */
  readonly signal?: AbortSignal;
}
