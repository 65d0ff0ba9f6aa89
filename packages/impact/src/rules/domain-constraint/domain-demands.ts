import type { Change, ChangeKind } from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { columnsOfDomain } from '../../writing/schema-facts.js';

const ABOUT: readonly ChangeKind[] = ['domain-check-added', 'domain-not-null-changed'];

/** Every column of a domain must take what its new check demands: the cast to the column's type decides. */
export const domainDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    if (change.kind !== 'domain-check-added') return [];
    return columnsOfDomain(question.after, change.type).map(({ relation, column }) => ({
      relation,
      columns: [column.name],
      check: null,
    }));
  },
};
