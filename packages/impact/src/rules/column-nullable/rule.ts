import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { resultsFrom } from '../column-use.js';
import { rowEvidence, takenAfter } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, remedy } from '../wording.js';

type Nullable = Extract<Change, { readonly kind: 'column-not-null-dropped' }>;

/** A column may be NULL from now on: nothing fails at once, code that counts on a value fails with the first NULL. */
export const columnNullable: Rule = {
  id: 'column-nullable',
  about: ['column-not-null-dropped'],
  judge: (change, at) => (change.kind === 'column-not-null-dropped' ? judge(change, at) : null),
};

function judge(change: Nullable, at: StatementAt): Judgement | null {
  const { relation, column } = change;
  const [output] = resultsFrom(at, relation, column);
  if (output === undefined || !takenAfter(at)) return null;
  const { reads, escapes } = rowEvidence(at, output.name);
  const places = output.wildcard ? [...reads, ...escapes] : [];
  if (output.wildcard && at.statement.rows !== null && places.length === 0) return null;
  const name = columnName(relation, column);
  const { typed } = at.consumer;
  return {
    verdict: typed ? 'types only' : 'may break',
    ...(typed ? {} : { level: 'warning' as const }),
    what: `reads ${name}, which ${maker(change)} lets be NULL`,
    why: typed
      ? 'The generated type gains null, so that the type-check fails wherever the code takes the value for given. Running code fails with the first NULL.'
      : 'Nothing fails at once. With the first NULL, code that takes the value for given does.',
    underline: output.wildcard ? '*' : column,
    ...(places.length === 0 ? {} : { evidence: places }),
    remedy: remedy(
      `Let the code that reads ${name} expect NULL before the first one is written.`,
      consumerStep(`handle NULL where ${name} is read, deploy, and run \`rowpact scan\``),
      producerStep('write the first NULL only after that; until then keep the constraint, or fill in a value'),
    ),
  };
}
