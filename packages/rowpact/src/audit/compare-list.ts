import {
  type Agreement,
  type Contract,
  displayName,
  type Finding,
  nearestName,
  type Relation,
  type RelationId,
  type Snapshot,
} from '@rowpact/model';
import type { ListedTable, UseList } from '@rowpact/registry/list';
import type { RelationUse } from '@rowpact/registry/use';
import type { ColumnUse } from '../use/column-uses.js';
import { dedupe, direct, evidenceOf, statementEvidence, toEvidence } from './evidence.js';

/** A list of shared tables against what the code of one consumer uses. */
export interface Comparison {
  readonly list: UseList;
  /** The list's path as people know it. */
  readonly listPath: string;
  readonly contract: Contract;
  readonly relations: readonly RelationUse[];
  readonly uses: readonly ColumnUse[];
  readonly snapshot: Snapshot;
}

export interface CompareResult {
  readonly findings: readonly Finding[];
  readonly exact: readonly Agreement[];
}

/** Every difference between a list and the code, relation by relation in the list's order, then what the list lacks. */
export function compareList(comparison: Comparison): CompareResult {
  const { list, relations } = comparison;
  const listed = mergedTables(list);
  const results = [
    ...[...listed.values()].map((table) => compareTable(table, comparison)),
    ...relations.filter(({ relation }) => !listed.has(relation)).map((use) => absentFromList(use, comparison)),
  ];
  return {
    findings: [...results.flatMap(({ findings }) => findings), ...unboundedReads(listed, comparison)],
    exact: results.flatMap(({ exact }) => exact),
  };
}

/** A list may name a table in several rows; its first place stands for it. */
function mergedTables({ tables }: UseList): ReadonlyMap<RelationId, ListedTable> {
  const merged = new Map<RelationId, ListedTable>();
  for (const table of tables) {
    const known = merged.get(table.relation);
    merged.set(
      table.relation,
      known ? { ...known, all: known.all || table.all, columns: [...known.columns, ...table.columns] } : table,
    );
  }
  return merged;
}

const NOTHING: CompareResult = { findings: [], exact: [] };

function compareTable(table: ListedTable, comparison: Comparison): CompareResult {
  const { contract, relations, snapshot } = comparison;
  const relation = snapshot.relations.find(({ id }) => id === table.relation);
  if (relation === undefined) return { ...NOTHING, findings: [unknownTable(table, comparison)] };
  const use = relations.find((one) => one.relation === table.relation);
  const kept = keptColumns(contract, table.relation);
  if (use === undefined) return kept === null ? { ...NOTHING, findings: [forNothing(table, [], comparison)] } : NOTHING;
  return compareColumns(table, use, relation, comparison);
}

/** Columns that the contract keeps on purpose; null where it says nothing of the relation. */
function keptColumns({ relations }: Contract, id: RelationId): readonly string[] | null {
  const keep = relations.find(({ relation }) => relation === id)?.keep ?? [];
  return keep.length === 0 ? null : keep;
}

function compareColumns(
  table: ListedTable,
  use: RelationUse,
  relation: Relation,
  comparison: Comparison,
): CompareResult {
  const { contract } = comparison;
  const there = new Set(relation.columns.map(({ name }) => name));
  const used = new Set([...use.read, ...use.write]);
  const listed = new Set(table.columns.map(({ name }) => name));
  const kept = new Set(keptColumns(contract, use.relation) ?? []);
  const missing = table.all ? [] : inOrder(relation, (name) => used.has(name) && !listed.has(name));
  const unknown = table.columns.filter(({ name }) => !there.has(name));
  // What comes along through a wildcard cannot be told apart from what is used: the unbounded read says so.
  const surplus = use.wildcard
    ? []
    : inOrder(relation, (name) => listed.has(name) && !used.has(name) && !kept.has(name));
  const findings = [
    ...(missing.length > 0 ? [columnsMissing(table, missing, comparison)] : []),
    ...(surplus.length > 0 ? [forNothing(table, surplus, comparison)] : []),
    ...unknown.map((column) => unknownColumn(table, column, relation, comparison)),
  ];
  if (findings.length > 0 || use.wildcard || table.all) return { findings, exact: [] };
  const columns = inOrder(relation, (name) => listed.has(name));
  return {
    findings,
    exact: [
      {
        consumer: contract.consumer,
        relation: displayName(relation.id),
        columns,
        location: at(comparison, table.location),
      },
    ],
  };
}

function inOrder({ columns }: Relation, wanted: (name: string) => boolean): readonly string[] {
  return columns.map(({ name }) => name).filter(wanted);
}

function at<Place extends { readonly file: string }>({ listPath }: Comparison, location: Place): Place {
  return { ...location, file: listPath };
}

function base({ contract }: Comparison, relation: RelationId) {
  return { producer: contract.producer, consumer: contract.consumer, relation: displayName(relation) };
}

function columnsMissing(table: ListedTable, missing: readonly string[], comparison: Comparison): Finding {
  const columns = missing.map((name) => ({ name, evidence: evidenceOf(comparison.uses, table.relation, name) }));
  return {
    kind: 'listed-columns-missing',
    ...base(comparison, table.relation),
    columns,
    location: at(comparison, table.location),
  };
}

function forNothing(table: ListedTable, columns: readonly string[], comparison: Comparison): Finding {
  const first = table.columns.find(({ name }) => columns.includes(name));
  const location = at(comparison, columns.length === 1 && first ? first.location : table.location);
  return { kind: 'listed-for-nothing', ...base(comparison, table.relation), columns, location };
}

function unknownTable({ relation, location }: ListedTable, comparison: Comparison): Finding {
  const known = comparison.snapshot.relations.map(({ id }) => displayName(id));
  return {
    kind: 'listed-name-unknown',
    ...base(comparison, relation),
    column: null,
    location: at(comparison, location),
    nearest: nearestName(displayName(relation), known),
  };
}

function unknownColumn(
  { relation }: ListedTable,
  { name, location }: ListedTable['columns'][number],
  { columns }: Relation,
  comparison: Comparison,
): Finding {
  const nearest = nearestName(
    name,
    columns.map((column) => column.name),
  );
  return {
    kind: 'listed-name-unknown',
    ...base(comparison, relation),
    column: name,
    location: at(comparison, location),
    nearest,
  };
}

function absentFromList(use: RelationUse, comparison: Comparison): CompareResult {
  const { snapshot, listPath } = comparison;
  const used = new Set([...use.read, ...use.write]);
  const relation = snapshot.relations.find(({ id }) => id === use.relation);
  const columns = relation ? inOrder(relation, (name) => used.has(name)) : [...used];
  const evidence = statementEvidence(comparison.uses, use.relation);
  return {
    findings: [{ kind: 'listed-table-missing', ...base(comparison, use.relation), columns, evidence, list: listPath }],
    exact: [],
  };
}

function unboundedReads(listed: ReadonlyMap<RelationId, ListedTable>, comparison: Comparison): readonly Finding[] {
  return comparison.relations
    .filter(({ wildcard }) => wildcard)
    .map((use) => {
      const used = new Set([...use.read, ...use.write]);
      const kept = new Set(keptColumns(comparison.contract, use.relation) ?? []);
      const there =
        comparison.snapshot.relations.find(({ id }) => id === use.relation)?.columns.map(({ name }) => name) ?? [];
      const named = new Set((listed.get(use.relation)?.columns ?? []).map(({ name }) => name));
      const unread = there.filter((name) => named.has(name) && !used.has(name) && !kept.has(name));
      const evidence = dedupe(
        direct(comparison.uses, use.relation)
          .filter(({ access }) => access === 'wildcard')
          .map(toEvidence),
      );
      return { kind: 'unbounded-read', ...base(comparison, use.relation), evidence, unread };
    });
}
