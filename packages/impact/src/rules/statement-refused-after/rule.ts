import type { Judgement, Rest, Rule, StatementAt } from '../../rule.js';
import { describeChange } from '../../describe/describe-change.js';
import { refusedAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, remedy } from '../wording.js';

/** Sees to it that no statement that PostgreSQL refuses after the changes is lost, whichever rule should have known it. */
export const statementRefusedAfter: Rule = {
  id: 'statement-refused-after',
  about: [],
  judgeRest: judge,
};

function judge(at: StatementAt, { changes, claims }: Rest): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal === null || claims.some(({ judgement }) => judgement.verdict === 'breaks')) return null;
  const [change] = changes;
  const since = change === undefined ? 'after the changes' : `after ${maker(change)}`;
  return {
    verdict: 'breaks',
    what: `sends a statement that PostgreSQL refuses ${since}: ${refusal.message}`,
    why:
      `PostgreSQL takes the statement before and answers SQLSTATE ${refusal.sqlstate} for it after.` +
      (change === undefined ? '' : ` What most likely does it: ${describeChange(change).sentence}.`),
    underline: null,
    remedy: remedy(
      'Keep what the statement uses until it is gone from the consumer.',
      producerStep('take what breaks the statement out of this migration, and add the new beside the old instead'),
      consumerStep('change the statement so that PostgreSQL takes it before and after, deploy, and run `rowpact scan`'),
      producerStep('make the change in a later migration, when `rowpact check` lets it pass'),
    ),
  };
}
