import type { AnalysisOptions, StatementToAnalyse } from '../analysis/statement-to-analyse.js';

/** One SQL text to judge, and who sends it. */
export interface StatementToJudge extends StatementToAnalyse {
  /** The role that the consumer connects as; null where nobody knows: then no rights are looked at. */
  readonly role: string | null;
}

/** What holds for a whole run of judging. */
export type JudgeOptions = AnalysisOptions;
