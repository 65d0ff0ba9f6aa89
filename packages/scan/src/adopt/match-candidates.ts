import { byCodeUnit, type Relation, type RowType } from '@rowpact/model';
import { canBeColumn, nameRole } from './property-role.js';
import { namesSomethingSent } from './relation-names.js';
import type { MatchEvidence } from './row-type-match.js';
import { columnsOf, type SchemaIndex } from './schema-index.js';
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

/** Columns, and share of the relation's columns, that speak for a relation where nothing else does. */
const FEWEST = 4;
const LEAST_COVERED = 0.5;

const RANK: readonly MatchEvidence[] = ['statements', 'name', 'columns'];

/** The relations that a type has enough in common with, best first. */
export function candidatesFor(rowType: RowType, use: StatementUse, index: SchemaIndex): readonly Candidate[] {
  const named = index.named(rowType.name);
  return relationsToAsk(rowType, named, use, index)
    .map((relation) => candidateOf(rowType, relation, named.has(relation), use))
    .filter((candidate) => isEnough(candidate, rowType))
    .sort(compare);
}

/** Of a thousand relations most share an `id` with a type: only those are looked at closely that can have enough in common. */
function relationsToAsk(
  { properties }: RowType,
  named: ReadonlySet<Relation>,
  use: StatementUse,
  index: SchemaIndex,
): readonly Relation[] {
  if (use.answers.length > 0) {
    const ids = use.answers.flatMap(({ relations, columns }) => [
      ...relations,
      ...columns.flatMap(({ source }) => source?.relation ?? []),
    ]);
    return [...new Set(ids)].flatMap((id) => index.relation(id) ?? []);
  }
  const shared = index.sharedColumns(properties.map(({ name }) => name));
  const isWorthIt = ([relation, count]: readonly [Relation, number]): boolean =>
    named.has(relation) || (count >= FEWEST && count >= relation.columns.length * LEAST_COVERED);
  return [...shared].filter(isWorthIt).map(([relation]) => relation);
}

/** Whether nothing tells two candidates apart. */
export function isRival(best: Candidate, other: Candidate): boolean {
  return (
    best.evidence === other.evidence &&
    best.named === other.named &&
    (best.evidence === 'statements' ? best.sourced === other.sourced : shared(best) === shared(other))
  );
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
  return known >= FEWEST && share >= 0.8 && known >= relation.columns.length * LEAST_COVERED;
}

/** Properties that could be columns: the others say nothing for or against a relation. */
function countable({ properties }: RowType, { relation }: Candidate): number {
  const columns = columnsOf(relation);
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
