import type { Change, ChangeKind } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { isWeaker } from '../check-added/weaker.js';
import { columnsOfDomain } from '../../writing/schema-facts.js';

const ABOUT: readonly ChangeKind[] = ['domain-check-added', 'domain-not-null-changed'];

/** Every column of a domain must take what its new check demands: the cast to the column's type decides. */
export const domainDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    if (change.kind !== 'domain-check-added' || wasStricter(change, question)) return [];
    return columnsOfDomain(question.after, change.type).map(({ relation, column }) => ({
      relation,
      columns: [column.name],
      check: null,
    }));
  },
};

/** Whether the domain had this check before, or one that let less pass. */
function wasStricter(
  { type, check }: Extract<Change, { kind: 'domain-check-added' | 'domain-check-dropped' }>,
  { before }: ImpactQuestion,
): boolean {
  const old = before.snapshot.domains.find(({ id }) => id === type)?.checks ?? [];
  return old.some(({ definition }) => isWeaker(bareOf(definition), bareOf(check.definition)));
}

function bareOf(definition: string): string {
  return definition.replace(/\s+NOT VALID$/u, '');
}
