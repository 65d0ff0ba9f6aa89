import type { Access, Evidence, StatementVerdict } from '@rowpact/model';
import type { StatementInQuestion } from '../question.js';
import type { ConsumerAt, ConsumerJudgement, StatementAt } from '../rule.js';
import { inSource, takenAfter } from '../rules/statement-facts.js';

/** Statements that PostgreSQL takes before and after the changes: the only ones that can work and mean something else. */
export function workingStatements({ consumer, question }: ConsumerAt): readonly StatementAt[] {
  return consumer.statements
    .filter((one) => isTaken(one.before) && takenAfter(one))
    .map((one): StatementAt => ({ ...one, consumer, question }));
}

function isTaken(verdict: StatementVerdict | null): boolean {
  return verdict?.analysis.kind === 'analysed' && verdict.plan === null;
}

/** One judgement for all the statements that one change means the same for: at the first, the others as evidence. */
export function atAll(
  { consumer }: ConsumerAt,
  statements: readonly StatementInQuestion[],
  access: Access,
  judgement: Omit<ConsumerJudgement, 'location' | 'evidence'>,
): readonly ConsumerJudgement[] {
  const places = statements.map(({ statement: { place } }) =>
    inSource(consumer, { file: place.file, line: place.line, column: place.column }),
  );
  const [first, ...others] = places;
  if (first === undefined) return [];
  const evidence = others.map((location): Evidence => ({ location, access, from: null }));
  return [{ ...judgement, location: first, access, evidence }];
}

/** `in 3 places`, nothing for one. */
export function inPlaces(statements: readonly unknown[]): string {
  return statements.length === 1 ? '' : ` in ${statements.length} places`;
}
