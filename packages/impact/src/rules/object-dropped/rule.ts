import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { refusedAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, remedy } from '../wording.js';

type Other = Extract<Change, { readonly kind: 'object-dropped' | 'object-created' }>;

/** An operator, a cast, a collation or a text search object is gone, or a new one makes a name ambiguous. */
export const objectDropped: Rule = {
  id: 'object-dropped',
  about: ['object-dropped', 'object-created'],
  judge: (change, at) =>
    change.kind === 'object-dropped' || change.kind === 'object-created' ? judge(change, at) : null,
};

const MISSING = /^(?:42883|42704|42846|42804|42809|42P22|42P21)$/u;

function judge(change: Other, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  const blamed = change.kind === 'object-created' ? /^(?:42725|42P22)$/u : MISSING;
  if (refusal === null || !blamed.test(refusal.sqlstate)) return null;
  const word = change.name
    .split(/[\s.(]/u)
    .find((part) => part !== '' && refusal.message.includes(part.replaceAll('"', '')));
  return {
    verdict: 'breaks',
    what: `uses ${change.object} ${change.name}, which ${maker(change)} ${change.kind === 'object-dropped' ? 'drops' : 'creates'}: ${refusal.message}`,
    why: 'PostgreSQL finds an operator, cast or configuration by its name and types each time the statement is sent.',
    underline: null,
    behind: word === undefined,
    remedy: remedy(
      `Keep ${change.object} ${change.name} until no statement uses it.`,
      producerStep('take it out of this migration'),
      consumerStep('write the statement without it, deploy, and run `rowpact scan`'),
      producerStep('make the change in a later migration'),
    ),
  };
}
