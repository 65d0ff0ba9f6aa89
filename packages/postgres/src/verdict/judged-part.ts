import type { AnalysedStatement } from '@rowpact/model';
import type { RefusedAnswer } from '../analysis/answer.js';
import type { StatementPart } from '../analysis/statement-parts.js';
import type { RoleView } from './search-path.js';

/** One command that PostgreSQL's analyser took, on its way to a verdict. */
export interface JudgedPart {
  readonly part: StatementPart;
  readonly analysis: AnalysedStatement;
  readonly view: RoleView;
  /** Why it cannot be run, as far as is known by now. */
  refusal: RefusedAnswer | null;
  /** The analysed tree behind `EXPLAIN`; null where nobody asked for it, or the engine could not make it. */
  tree: string | null;
}

/** Whether a command writes rows, or may take a number of a sequence: then its tree is looked at. */
export function wantsTree({ part }: JudgedPart): boolean {
  return /\b(?:insert|update|merge|nextval|currval|setval)\b/i.test(part.text);
}
