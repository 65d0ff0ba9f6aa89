import type { RelationUse } from '@rowpact/registry/use';
import {
  byCodeUnit,
  type ConsumerUse,
  type RelationAccess,
  type RelationId,
  type Snapshot,
  type TableDeclaration,
  DEFAULT_SCHEMA,
  relationId,
} from '@rowpact/model';

interface Gathered {
  wildcard: boolean;
  readonly read: Set<string>;
  readonly write: Set<string>;
}

/** Sums a consumer's record up by relation, sorted by relation. What is only reached through a view belongs to the view. */
export function relationUses(
  use: ConsumerUse,
  snapshot: Snapshot,
  searchPath: readonly string[],
): readonly RelationUse[] {
  const gathered = new Map<RelationId, Gathered>();
  const of = (relation: RelationId): Gathered => {
    const known = gathered.get(relation) ?? { wildcard: false, read: new Set<string>(), write: new Set<string>() };
    gathered.set(relation, known);
    return known;
  };
  for (const { access, rows } of use.statements) {
    for (const one of access.filter(({ through }) => through.length === 0)) {
      gatherNamed(of(one.relation), one);
      for (const column of columnsOfRows(one, rows)) of(one.relation).read.add(column);
    }
  }
  for (const { known } of use.blinds) {
    for (const one of (known?.access ?? []).filter(({ through }) => through.length === 0)) {
      gatherNamed(of(one.relation), one);
      for (const column of one.exposed) of(one.relation).read.add(column);
    }
  }
  // Behind a type for rows the code decides what is read; an ORM reads and writes all that it declares.
  const declared = use.tables.filter(({ caller }) => caller !== 'row type');
  for (const table of declared) gatherDeclared(table, snapshot, searchPath, of);
  return ordered(gathered, snapshot);
}

function gatherNamed(into: Gathered, access: RelationAccess): void {
  into.wildcard ||= access.wildcard || access.wholeRow;
  for (const column of access.read) into.read.add(column);
  for (const column of [...access.insert, ...access.update]) into.write.add(column);
}

/** Behind a wildcard the code decides; where its rows escape, every column counts. */
function columnsOfRows(
  { exposed }: RelationAccess,
  rows: ConsumerUse['statements'][number]['rows'],
): readonly string[] {
  if (rows === null || rows.escapes.length > 0) return exposed;
  const read = new Set(rows.reads.map(({ column }) => column));
  return exposed.filter((column) => read.has(column));
}

function gatherDeclared(
  table: TableDeclaration,
  snapshot: Snapshot,
  searchPath: readonly string[],
  of: (relation: RelationId) => Gathered,
): void {
  const relation = declaredRelation(table, snapshot, searchPath);
  if (relation === null) return;
  const there = new Set(relation.columns.map(({ name }) => name));
  const into = of(relation.id);
  for (const { name } of table.columns.filter((column) => there.has(column.name))) {
    into.read.add(name);
    into.write.add(name);
  }
}

/** The relation an ORM's declaration means; null where the schema has none. */
export function declaredRelation(
  { schema, table }: TableDeclaration,
  { relations }: Snapshot,
  searchPath: readonly string[],
): Snapshot['relations'][number] | null {
  const schemas = schema === null ? (searchPath.length > 0 ? searchPath : [DEFAULT_SCHEMA]) : [schema];
  for (const name of schemas) {
    const id = relationId(name, table);
    const found = relations.find((relation) => relation.id === id);
    if (found) return found;
  }
  return null;
}

function ordered(gathered: ReadonlyMap<RelationId, Gathered>, { relations }: Snapshot): readonly RelationUse[] {
  const columnsOf = new Map(relations.map(({ id, columns }) => [id, columns.map(({ name }) => name)]));
  return [...gathered]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([relation, { wildcard, read, write }]) => {
      const order = columnsOf.get(relation) ?? [...new Set([...read, ...write])].sort(byCodeUnit);
      const inOrder = (columns: ReadonlySet<string>): readonly string[] =>
        order.filter((column) => columns.has(column));
      return { relation, wildcard, read: inOrder(read), write: inOrder(write) };
    });
}
