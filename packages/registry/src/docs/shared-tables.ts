import {
  byCodeUnit,
  displayName,
  type ConsumerUse,
  type Contract,
  type ContractRelation,
  type Relation,
  type RelationId,
} from '@rowpact/model';
import type { ConsumersPage } from './consumers-page.js';
import { code, codes, plainText, table } from './markdown.js';

/** A heading for each relation that somebody uses, with a row for each consumer. */
export function sharedTables({ contracts, uses, snapshot }: ConsumersPage): readonly string[] {
  const shared = usersByRelation(contracts);
  if (shared.size === 0) return ['## Shared tables', '', 'No consumer uses a table yet.'];
  const known = snapshot && new Map(snapshot.relations.map((relation) => [relation.id, relation]));
  const sections = [...shared].flatMap(([id, users]) => section(id, users, known && (known.get(id) ?? 'gone'), uses));
  return ['## Shared tables', '', ...INTRODUCTION, ...sections, ...unshared(known, shared)];
}

const INTRODUCTION = [
  '"Every column" is a `SELECT *` or a whole row: a column that is added tomorrow is read too, and one that is dropped is missed.',
];

interface User {
  readonly consumer: string;
  readonly relation: ContractRelation;
}

function usersByRelation(contracts: readonly Contract[]): ReadonlyMap<RelationId, readonly User[]> {
  const users = new Map<RelationId, User[]>();
  for (const { consumer, relations } of contracts)
    for (const relation of relations)
      users.set(relation.relation, [...(users.get(relation.relation) ?? []), { consumer, relation }]);
  return new Map(
    [...users]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([id, of]) => [id, of.sort((a, b) => byCodeUnit(a.consumer, b.consumer))]),
  );
}

/** @param there the relation in the schema; null where the schema was not looked at */
function section(
  id: RelationId,
  users: readonly User[],
  there: Relation | 'gone' | null,
  uses: ConsumersPage['uses'],
): readonly string[] {
  const kept = users.some(({ relation }) => relation.keep.length > 0);
  const columns = there === null || there === 'gone' ? null : there.columns.map(({ name }) => name);
  const rows = users.map(({ consumer, relation }) => [
    plainText(consumer),
    readCell(relation, columns),
    writeCell(relation, columns, uses.get(consumer) ?? null),
    ...(kept ? [listed(relation.keep, columns)] : []),
  ]);
  return [
    '',
    `### ${code(displayName(id))}`,
    '',
    ...aboutRelation(there),
    ...table(['Consumer', 'Reads', 'Writes', ...(kept ? ['Kept on purpose'] : [])], rows),
  ];
}

function aboutRelation(there: Relation | 'gone' | null): readonly string[] {
  if (there === 'gone') return ['**The schema has no such table.**', ''];
  return there === null || there.kind === 'table' ? [] : [`A ${there.kind}.`, ''];
}

function readCell({ wildcard, read, write }: ContractRelation, columns: readonly string[] | null): string {
  if (wildcard)
    return read.length === 0 ? '**every column**' : `**every column**; its code reads ${listed(read, columns)}`;
  if (read.length === 0 && write.length === 0) return 'no column by name';
  return listed(read, columns);
}

function writeCell(
  { relation, write }: ContractRelation,
  columns: readonly string[] | null,
  use: ConsumerUse | null,
): string {
  const deletes = use?.statements.some(({ access }) =>
    access.some((one) => one.relation === relation && one.deletes && one.through.length === 0),
  );
  if (!deletes) return listed(write, columns);
  return write.length === 0 ? 'deletes rows' : `${listed(write, columns)}; deletes rows`;
}

/** Columns in the table's own order, then those that it does not have. */
function listed(names: readonly string[], columns: readonly string[] | null): string {
  if (names.length === 0) return '–';
  if (columns === null) return codes([...names].sort(byCodeUnit));
  const there = columns.filter((column) => names.includes(column)).map(code);
  const gone = names.filter((name) => !columns.includes(name)).sort(byCodeUnit);
  return [...there, ...gone.map((name) => `${code(name)} (**no such column**)`)].join(', ');
}

/** Of a bigger schema only the number: a list of hundreds is read by nobody. */
const MOST = 40;

function unshared(
  known: ReadonlyMap<RelationId, Relation> | null,
  shared: ReadonlyMap<RelationId, unknown>,
): readonly string[] {
  const others = [...(known?.keys() ?? [])].filter((id) => !shared.has(id)).sort(byCodeUnit);
  if (others.length === 0) return [];
  const names = others.length > MOST ? '' : `: ${codes(others.map((id) => displayName(id)))}`;
  return ['', `No registered consumer uses the other ${others.length}${names}.`];
}
