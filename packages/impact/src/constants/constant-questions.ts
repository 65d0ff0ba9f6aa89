import { byCodeUnit, type ChangeKind, type ConstantQuestion, type Change } from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';
import type { StatementAt } from '../rule.js';
import { analysisBefore } from '../rules/statement-facts.js';
import { checkDemands } from '../rules/check-added/check-demands.js';
import { narrowingDemands } from '../rules/column-narrowed/narrowing-demands.js';
import { domainDemands } from '../rules/domain-constraint/domain-demands.js';
import { partitionDemands } from '../rules/no-partition/partition-demands.js';
import { policyDemands } from '../rules/row-security/policy-demands.js';
import { raiseDemands } from '../rules/trigger-added/raise-demands.js';
import { rowsInto, rowsIntoParents } from '../writing/statement-writes.js';
import { questionsAbout, type Demand } from './demand.js';

/** What a change newly asks of written rows, as the rule about it sees it. */
interface Asker {
  readonly about: readonly ChangeKind[];
  readonly demands: (change: Change, at: StatementAt) => readonly Demand[];
}

const ASKERS: readonly Asker[] = [
  checkDemands,
  domainDemands,
  narrowingDemands,
  partitionDemands,
  policyDemands,
  raiseDemands,
];

/**
 * The constants that PostgreSQL is to evaluate before the rules judge: each combination that a statement writes into what a change
 * newly restricts, once. Sorted by key.
 */
export function constantQuestions(question: ImpactQuestion): readonly ConstantQuestion[] {
  const asked = new Map<string, ConstantQuestion>();
  for (const change of question.changes) {
    const askers = ASKERS.filter(({ about }) => about.includes(change.kind));
    if (askers.length === 0) continue;
    for (const consumer of question.consumers)
      for (const statement of consumer.statements)
        if (isWriter(statement))
          for (const one of questionsOf(askers, change, { ...statement, consumer, question })) asked.set(one.key, one);
  }
  return [...asked.values()].sort((left, right) => byCodeUnit(left.key, right.key));
}

/** Only what PostgreSQL took before can be broken by a change. */
function isWriter(statement: Pick<StatementAt, 'before' | 'after'>): boolean {
  return analysisBefore(statement) !== null && (statement.after?.writes.length ?? 0) > 0;
}

function questionsOf(askers: readonly Asker[], change: Change, at: StatementAt): readonly ConstantQuestion[] {
  return askers
    .flatMap(({ demands }) => demands(change, at))
    .flatMap((demand) =>
      [...rowsInto(at, demand.relation), ...rowsIntoParents(at, demand.relation)].flatMap((row) =>
        questionsAbout(row, demand, at.question.after),
      ),
    );
}
