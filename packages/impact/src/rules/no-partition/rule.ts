import { displayName, partsOf, type Change } from '@rowpact/model';
import { worstOf } from '../../constants/demand.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { writtenColumn, writtenValues } from '../../writing/written-words.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';
import { partitionDemands, partitionsLost, type PartitionsLost } from './partition-demands.js';

/** Rows for which no partition is left: PostgreSQL refuses them. */
export const noPartition: Rule = { id: 'no-partition', about: partitionDemands.about, judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  const lost = partitionsLost(change, at.question);
  if (lost === null) return null;
  const rows = rowsInto(at, lost.relation).filter(
    ({ by, values }) =>
      by === 'insert' || lost.columns.length === 0 || lost.columns.some((column) => values.has(column)),
  );
  const [demand] = partitionDemands.demands(change, at);
  if (rows.length === 0) return null;
  const outcome = demand === undefined ? null : worstOf(rows, demand, at.question);
  if (demand !== undefined && outcome === null) return null;
  const fails = outcome?.kind === 'fails';
  // The oldest months go every month, and nobody writes them.
  const isRetention = !fails && change.kind === 'child-detached' && lost.strategy === 'RANGE';
  const name = displayName(lost.relation);
  return {
    verdict: fails ? 'breaks' : 'may break',
    ...(isRetention ? { level: 'warning' as const } : {}),
    what: `writes ${fails ? `${writtenValues(outcome.values)} into ` : 'rows into '}${name}, ${inWords(change, lost)}`,
    why: 'A row that no partition takes is refused: no partition of relation found for row.',
    underline: outcome === null ? partsOf(lost.relation).name : writtenColumn(outcome, lost.columns),
    remedy: safeWay(change, lost),
  };
}

function inWords(change: Change, { columns }: PartitionsLost): string {
  if (change.kind === 'child-detached')
    return `whose partition ${displayName(change.child)} (${change.bound ?? 'its rows'}) ${maker(change)} ${change.gone ? 'drops' : 'detaches'}`;
  return `which ${maker(change)} partitions by ${columns.length === 0 ? 'an expression' : listing(columns)} without a partition for every row`;
}

function safeWay(change: Change, { relation }: PartitionsLost): Judgement['remedy'] {
  const table = relationName(relation);
  const rest = `${partsOf(relation).name}_rest`;
  return remedy(
    'Keep a partition for every row that is still written.',
    producerStep(
      'let a default partition take what no other one does',
      `CREATE TABLE ${rest} PARTITION OF ${table} DEFAULT;`,
    ),
    consumerStep(
      change.kind === 'child-detached'
        ? `stop writing rows ${change.bound?.toLowerCase().replace(/^for values/u, 'with values') ?? 'of that partition'} into ${displayName(relation)}`
        : `write only rows for which ${displayName(relation)} has a partition`,
    ),
    producerStep('take the partition away once nobody writes into it'),
  );
}
