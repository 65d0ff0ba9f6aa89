import { byCodeUnit, type Relation, type RowType } from '@rowpact/model';
import { canBeColumn, nameRole } from './property-role.js';
import { namesSomethingSent } from './relation-names.js';
import type { MatchEvidence } from './row-type-match.js';
import type { SchemaIndex } from './schema-index.js';
import { isSourced, sourcesOf, type StatementUse } from './statement-use.js';

/** A relation that a type may describe. */
export interface Candidate {
  readonly relation: Relation;
  readonly evidence: MatchEvidence;
  /** Columns that a statement hands to the type. */
  readonly sourced: number;
  /** Properties that are its columns, and those that spell one in camel case. */
  readonly columns: number;
  readonly camelCase: number;
  readonly named: boolean;
}

const RANK: readonly MatchEvidence[] = ['statements', 'name', 'columns'];

/** The relations that a type has enough in common with, best first. */
export function candidatesFor(rowType: RowType, use: StatementUse, index: SchemaIndex): readonly Candidate[] {
  const named = index.named(rowType.name);
  const names = rowType.properties.map(({ name }) => name);
  const read = new Set(use.answers.flatMap(({ relations }) => relations));
  const found: Candidate[] = [];
  for (const relation of index.withColumns(names)) {
    if (use.answers.length > 0 && !read.has(relation.id) && !isSourceOfAny(relation, names, use)) continue;
    const candidate = candidateOf(rowType, relation, named.has(relation), use);
    if (isEnough(candidate, rowType)) found.push(candidate);
  }
  return found.sort(compare);
}

/** Whether nothing tells two candidates apart. */
export function isRival(best: Candidate, other: Candidate): boolean {
  return (
    best.evidence === other.evidence &&
    best.named === other.named &&
    (best.evidence === 'statements' ? best.sourced === other.sourced : shared(best) === shared(other))
  );
}

function isSourceOfAny(relation: Relation, names: readonly string[], use: StatementUse): boolean {
  return names.some((name) => isSourced(name, relation.id, use));
}

function candidateOf(rowType: RowType, relation: Relation, named: boolean, use: StatementUse): Candidate {
  const roles = rowType.properties.map((property) => nameRole(property, relation, use).role);
  const sourced = rowType.properties.filter(
    ({ name }, at) =>
      isSourced(name, relation.id, use) || (roles[at] === 'camelCase' && sourcesOf(name, use).length > 0),
  ).length;
  return {
    relation,
    evidence: sourced > 0 ? 'statements' : named ? 'name' : 'columns',
    sourced,
    columns: roles.filter((role) => role === 'column').length,
    camelCase: roles.filter((role) => role === 'camelCase').length,
    named,
  };
}

function isEnough(candidate: Candidate, rowType: RowType): boolean {
  const { evidence, relation, sourced } = candidate;
  const known = shared(candidate);
  const share = known / Math.max(1, countable(rowType, candidate));
  if (evidence === 'statements') return sourced >= 2 || share >= 0.5;
  // A partition has the columns of its table, which is what people mean.
  if (relation.partitionOf !== null && !candidate.named) return false;
  if (evidence === 'name') return known >= Math.min(2, relation.columns.length) && share >= 0.6;
  if (namesSomethingSent(rowType.name)) return false;
  return known >= 4 && share >= 0.8 && known / relation.columns.length >= 0.5;
}

/** Properties that could be columns: the others say nothing for or against a relation. */
function countable({ properties }: RowType, { relation }: Candidate): number {
  const columns = new Set(relation.columns.map(({ name }) => name));
  return properties.filter((property) => columns.has(property.name) || (!property.optional && canBeColumn(property)))
    .length;
}

function shared({ columns, camelCase }: Candidate): number {
  return columns + camelCase;
}

function compare(left: Candidate, right: Candidate): number {
  return (
    RANK.indexOf(left.evidence) - RANK.indexOf(right.evidence) ||
    right.sourced - left.sourced ||
    Number(right.named) - Number(left.named) ||
    shared(right) - shared(left) ||
    byCodeUnit(left.relation.id, right.relation.id)
  );
}
