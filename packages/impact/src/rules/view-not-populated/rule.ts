import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { plainName, readsRows } from '../row-readers.js';
import { accessesTo, isDirect, refusedAfter, takenAfter } from '../statement-facts.js';
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
  const refusal = refusedAfter(at);
  if (accesses.length === 0 || !(takenAfter(at) || refusal?.sqlstate === '55000')) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'breaks',
    what: `reads materialized view ${name}, which ${maker(change)} leaves without data`,
    why: 'PostgreSQL refuses to read it: the view "has not been populated".',
    underline: plainName(change.relation),
    behind: !accesses.some(isDirect),
    remedy: remedy(
      `Fill ${name} in the migration that makes it.`,
      producerStep('create it WITH DATA, or fill it at the end of the migration', `REFRESH MATERIALIZED VIEW ${name};`),
    ),
  };
}
