import {
  nearestName,
  type Column,
  type ContractRelation,
  type DomainType,
  type GenerateSettings,
  type Relation,
  type TypeId,
} from '@rowpact/model';
import { systemColumn } from './system-columns.js';
import type { MissingColumn } from './generated-module.js';

/** The columns of one relation that a consumer's types have, in the table's own order. */
export interface ExposedColumns {
  /** What a read answers. */
  readonly row: readonly Column[];
  /** What an INSERT gives: the writable ones of the row, and those it must give although the contract does not name them. */
  readonly insert: readonly Column[];
  /** What an UPDATE can set. */
  readonly update: readonly Column[];
  readonly missing: readonly MissingColumn[];
}

export function exposedColumns(
  contracted: ContractRelation,
  relation: Relation,
  settings: GenerateSettings,
  needsValue: (column: Column) => boolean,
): ExposedColumns {
  const expose = contracted.expose ?? settings.expose ?? (contracted.wildcard ? 'all' : 'contracted');
  const named = new Set([...contracted.read, ...contracted.write, ...contracted.keep]);
  const own = new Set(relation.columns.map(({ name }) => name));
  const foreign = [...named].filter((name) => !own.has(name));
  const system = foreign.flatMap((name) => systemColumn(relation, name) ?? []);
  const isExposed = (column: Column): boolean => expose === 'all' || named.has(column.name);
  const row = [...relation.columns.filter(isExposed), ...system];
  const update = row.filter(({ writable }) => writable).filter(({ identity }) => identity !== 'always');
  const insertable = new Set(update);
  const isView = relation.kind === 'view' || relation.kind === 'materialized view';
  const insert = relation.columns.filter((column) => insertable.has(column) || (!isView && needsValue(column)));
  const missing = foreign
    .filter((name) => !systemColumn(relation, name))
    .map((column) => ({ kind: 'column', relation: relation.id, column, nearest: nearestName(column, own) }) as const);
  return { row, insert, update, missing };
}

/** Says which columns an INSERT cannot leave out; a domain's own default counts. */
export function valueNeeded(domains: readonly DomainType[]): (column: Column) => boolean {
  const defaulted = new Set<TypeId>(domains.flatMap((domain) => (domain.default === null ? [] : domain.id)));
  return (column) =>
    column.writable &&
    !column.nullable &&
    column.default === null &&
    column.identity === null &&
    column.generated === null &&
    !(column.type.kind === 'domain' && column.type.dimensions === 0 && defaulted.has(column.type.id));
}
