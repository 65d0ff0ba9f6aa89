import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { plainName, readsRows } from '../row-readers.js';
import { accessesTo, isDirect, takenAfter } from '../statement-facts.js';
import { maker, producerStep, relationName, remedy } from '../wording.js';

type Unpopulated = Extract<Change, { readonly kind: 'view-unpopulated' }>;

/** A materialised view has no data: whoever reads it gets an error, not an empty result. */
export const viewNotPopulated: Rule = {
  id: 'view-not-populated',
  about: ['view-unpopulated'],
  judge: (change, at) => (change.kind === 'view-unpopulated' ? judge(change, at) : null),
};

function judge(change: Unpopulated, at: StatementAt): Judgement | null {
  const accesses = accessesTo(at, change.relation).filter(readsRows);
  if (accesses.length === 0 || !takenAfter(at)) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'breaks',
    what: `reads materialized view ${name}, which ${maker(change)} leaves without data`,
    why: 'PostgreSQL plans the statement and refuses to run it: the view "has not been populated".',
    underline: plainName(change.relation),
    behind: !accesses.some(isDirect),
    remedy: remedy(
      `Fill ${name} in the migration that makes it.`,
      producerStep('create it WITH DATA, or fill it at the end of the migration', `REFRESH MATERIALIZED VIEW ${name};`),
    ),
  };
}
