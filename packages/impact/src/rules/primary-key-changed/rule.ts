import { displayName, quoteIdentifier, type Change, type RelationId } from '@rowpact/model';
import type { ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import type { ImpactQuestion } from '../../question.js';
import { constraintsOn, detailOf, nameAfter } from '../../writing/schema-facts.js';
import { accessesTo, refusedAfter } from '../statement-facts.js';
import { isFirst } from '../../writing/first-change.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';

/** The primary key is gone or another: a query that groups by it may no longer select the table's other columns. */
export const primaryKeyChanged: Rule = {
  id: 'primary-key-changed',
  about: ['constraint-dropped', 'constraint-changed', 'relation-replaced', 'partition-key-changed'],
  judge,
  judgeProducer,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal?.sqlstate !== '42803' || !('relation' in change)) return null;
  const { relation } = change;
  const blamed = (one: Change): boolean => 'relation' in one && one.relation === relation && losesKey(one, at.question);
  if (!isFirst(change, at.question, blamed)) return null;
  if (accessesTo(at, change.relation).length === 0) return null;
  const column = /column "([^"]+)"/u.exec(refusal.message)?.[1]?.split('.').at(-1) ?? null;
  return {
    verdict: 'breaks',
    what: `groups by the primary key of ${displayName(change.relation)}, which ${maker(change)} ${change.kind === 'constraint-changed' ? 'changes' : 'takes away'}`,
    why: 'Only where GROUP BY has the whole primary key may a query select other columns of the table as they are.',
    underline: column,
    access: 'read',
    remedy: safeWay(change, change.relation, column),
  };
}

function losesKey(change: Change, question: ImpactQuestion): boolean {
  if (change.kind === 'constraint-dropped') return change.before.kind === 'primary key';
  if (change.kind === 'constraint-changed')
    return change.before.kind === 'primary key' && change.before.columns.join('\n') !== change.after.columns.join('\n');
  if (change.kind !== 'relation-replaced' && change.kind !== 'partition-key-changed') return false;
  const now = nameAfter(question, change.relation);
  const had = primaryKeyOf(question, 'before', change.relation);
  return had !== null && (now === null ? null : primaryKeyOf(question, 'after', now)) !== had;
}

function primaryKeyOf(question: ImpactQuestion, side: 'before' | 'after', relation: RelationId): string | null {
  const key = constraintsOn(question[side], relation).find(({ kind }) => kind === 'primary key');
  return key === undefined ? null : key.columns.join('\n');
}

/** Without a key, a published table takes no UPDATE and no DELETE any more: PostgreSQL refuses them for everybody. */
function judgeProducer(change: Change, question: ImpactQuestion): readonly ConsumerJudgement[] {
  if (change.kind !== 'constraint-dropped' || change.before.kind !== 'primary key' || change.origin === null) return [];
  const now = nameAfter(question, change.relation);
  if (now === null || primaryKeyOf(question, 'after', now) !== null) return [];
  const published = question.after.details.publications.filter(
    ({ allTables, relations, events }) =>
      (allTables || relations.includes(now)) && events.some((event) => event === 'update' || event === 'delete'),
  );
  if (published.length === 0 || detailOf(question.after, now)?.replicaIdentity !== 'default') return [];
  return [
    {
      verdict: 'breaks',
      what: `drops the primary key of ${displayName(change.relation)}, which ${listing(published.map(({ name }) => `publication ${name}`))} publishes`,
      why: 'A published table without a replica identity takes no UPDATE and no DELETE: PostgreSQL refuses them, whoever sends them.',
      location: change.origin.location,
      remedy: remedy(
        'Give the table another replica identity first.',
        producerStep('let the whole row identify it', `ALTER TABLE ${relationName(now)} REPLICA IDENTITY FULL;`),
      ),
    },
  ];
}

function safeWay(change: Change, relation: RelationId, column: string | null): Judgement['remedy'] {
  const named = column === null ? 'every column that it selects' : quoteIdentifier(column);
  const key = change.kind === 'constraint-dropped' || change.kind === 'constraint-changed' ? change.before : null;
  return remedy(
    'Let queries name every column in GROUP BY before the key goes.',
    consumerStep(`add ${named} to GROUP BY`),
    producerStep(
      'change the key once no query leans on it; until then keep it',
      key === null ? undefined : `ALTER TABLE ${relationName(relation)} ADD ${key.definition};`,
    ),
  );
}
