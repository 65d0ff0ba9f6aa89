import {
  quoteIdentifier,
  splitName,
  type Change,
  type ChangeKind,
  type Relation,
  type RelationId,
} from '@rowpact/model';
import type { Demand } from '../../constants/demand.js';
import type { ImpactQuestion } from '../../question.js';
import { nameAfter, nameBefore, relationIn } from '../../writing/schema-facts.js';
import { acceptsOf } from './bounds.js';

const ABOUT: readonly ChangeKind[] = ['child-detached', 'partition-key-changed'];

/** Rows of a partitioned table for which there must be a partition still. */
export const partitionDemands = {
  about: ABOUT,
  demands: (change: Change, { question }: { readonly question: ImpactQuestion }): readonly Demand[] => {
    const found = partitionsLost(change, question);
    if (found === null || found.check === null) return [];
    return [{ relation: found.relation, columns: found.columns, check: found.check }];
  },
};

/** A partitioned table that does not take every row any more. */
export interface PartitionsLost {
  readonly relation: RelationId;
  /** Its key; empty where an expression is in it. */
  readonly columns: readonly string[];
  readonly strategy: string;
  /** Boolean SQL for rows that have a partition (or never had one); null where nobody can tell. */
  readonly check: string | null;
}

/** Null where every row still finds a partition, or as many do as before. */
export function partitionsLost(change: Change, question: ImpactQuestion): PartitionsLost | null {
  if (change.kind === 'child-detached' ? change.how !== 'partition' : !ABOUT.includes(change.kind)) return null;
  if (!('relation' in change)) return null;
  const relation = nameAfter(question, change.relation);
  const table = relation === null ? null : relationIn(question.after, relation);
  if (relation === null || table?.kind !== 'partitioned table' || table.partitionKey === null) return null;
  if (change.kind !== 'child-detached' && wasPartitionedSo(table, question)) return null;
  const left = question.after.snapshot.relations.flatMap(({ partitionOf }) =>
    partitionOf?.parent === relation ? [partitionOf.bound] : [],
  );
  if (left.includes('DEFAULT')) return null;
  const { strategy, columns } = keyOf(table.partitionKey);
  const gone = change.kind === 'child-detached' ? change.bound : null;
  return { relation, columns, strategy, check: checkOf(columns, left, gone) };
}

function wasPartitionedSo(table: Relation, question: ImpactQuestion): boolean {
  const old = nameBefore(question, table.id);
  return old !== null && relationIn(question.before, old)?.partitionKey === table.partitionKey;
}

/** `RANGE (created_at)`; a key with an expression has no columns to ask about. */
function keyOf(key: string): { readonly strategy: string; readonly columns: readonly string[] } {
  const [, strategy = '', list = ''] = /^(\w+) \((.*)\)$/su.exec(key) ?? [];
  const parts = list.split(', ').map((part) => splitName(part.replace(/ COLLATE .*$| \w+_ops$/u, '')));
  const columns = parts.map((part) => (part?.length === 1 ? part[0] : undefined));
  return {
    strategy,
    columns: columns.every((name) => name !== undefined && /^[^()]+$/u.test(name))
      ? columns.flatMap((name) => name ?? [])
      : [],
  };
}

/** Rows that another partition takes, and those that the lost one never took. */
function checkOf(columns: readonly string[], left: readonly string[], gone: string | null): string | null {
  if (columns.length === 0) return null;
  const names = columns.map(quoteIdentifier);
  const taken = left.map((bound) => acceptsOf(bound, names));
  if (taken.includes(null)) return null;
  const others = taken.length === 0 ? 'false' : taken.join(' OR ');
  const lost = gone === null || gone === 'DEFAULT' ? null : acceptsOf(gone, names);
  return lost === null ? `(${others})` : `(${others} OR NOT ${lost})`;
}
