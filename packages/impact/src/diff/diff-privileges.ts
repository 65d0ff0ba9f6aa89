import { byCodeUnit, type CatalogName, type OnObject, type Privilege } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { attribute, found, row, type FoundChange } from './found-change.js';
import type { RelationPair } from './pair-relations.js';
import type { RelationState } from './state-index.js';

/** Rights on an object that came or went. */
export function diffPrivileges(
  on: OnObject,
  before: readonly Privilege[],
  after: readonly Privilege[],
  touched: { readonly catalog: CatalogName; readonly oid: number },
): readonly FoundChange[] {
  const changes: FoundChange[] = [];
  const [old, now] = [rights(before), rights(after)];
  for (const [key, { grantee, privilege }] of old) {
    if (now.has(key)) continue;
    changes.push(
      found({ kind: 'privilege-revoked', ...on, grantee, privilege, columns: null }, row(touched.catalog, touched.oid)),
    );
  }
  for (const [key, { grantee, privilege }] of now) {
    if (old.has(key)) continue;
    changes.push(
      found({ kind: 'privilege-granted', ...on, grantee, privilege, columns: null }, row(touched.catalog, touched.oid)),
    );
  }
  return changes;
}

function rights(privileges: readonly Privilege[]): ReadonlyMap<string, Privilege> {
  return new Map(privileges.map((one) => [keyOf(one), one]));
}

function keyOf({ grantee, privilege }: Privilege): string {
  return JSON.stringify([grantee, privilege]);
}

/** A right of one role on a relation: on all of it, or on some columns. */
interface Right extends Privilege {
  readonly all: boolean;
  readonly columns: ReadonlySet<string>;
}

/**
 * Rights on a relation and its columns. A right on the whole that becomes one on some columns is lost for the others only; one on
 * columns that becomes one on the whole is gained.
 */
export function diffRelationPrivileges(pair: RelationPair, { names }: Comparison): readonly FoundChange[] {
  if (pair.scope === 'beneath' || haveSameRights(pair)) return [];
  const newName = (column: string): string => (pair.same ? names.column(pair.before.id, column) : column);
  const oldNames = new Map(pair.before.relation.columns.map(({ name }) => [newName(name), name]));
  const old = relationRights(pair.before, newName);
  const now = relationRights(pair.after, (column) => column);
  const there = new Set(pair.after.relation.columns.map(({ name }) => name));
  const changes: FoundChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const right = old.get(key) ?? now.get(key);
    if (right === undefined) continue;
    const before = old.get(key) ?? { ...right, all: false, columns: new Set<string>() };
    const after = now.get(key) ?? { ...right, all: false, columns: new Set<string>() };
    if (goesWithOwnership(pair, right, old, now)) continue;
    changes.push(...rightChanges(pair, before, after, { there, oldName: (column) => oldNames.get(column) ?? column }));
  }
  return changes;
}

/** Nearly always: found out without a map. Rights on columns are looked at, since columns can be renamed or made again. */
function haveSameRights({ before: { detail: old }, after: { detail: now } }: RelationPair): boolean {
  if (old.columnPrivileges.length + now.columnPrivileges.length > 0) return false;
  const same = ({ grantee, privilege }: Privilege, at: number): boolean =>
    now.privileges[at]?.grantee === grantee && now.privileges[at].privilege === privilege;
  return old.privileges.length === now.privileges.length && old.privileges.every(same);
}

/** An owner's rights go to the next owner: that is told as a change of the owner. */
function goesWithOwnership(
  { before, after }: RelationPair,
  { grantee, privilege }: Privilege,
  old: ReadonlyMap<string, Right>,
  now: ReadonlyMap<string, Right>,
): boolean {
  const [from, to] = [before.detail.owner, after.detail.owner];
  if (from === to || (grantee !== from && grantee !== to)) return false;
  const ofOld = keyOf({ grantee: from, privilege });
  const ofNew = keyOf({ grantee: to, privilege });
  return (old.get(ofOld)?.all ?? false) && !now.has(ofOld) && (now.get(ofNew)?.all ?? false) && !old.has(ofNew);
}

function relationRights({ detail }: RelationState, nameOf: (column: string) => string): ReadonlyMap<string, Right> {
  const found = new Map<string, Right & { readonly columns: Set<string> }>();
  for (const one of detail.privileges) found.set(keyOf(one), { ...one, all: true, columns: new Set<string>() });
  for (const { column, ...one } of detail.columnPrivileges) {
    const right = found.get(keyOf(one)) ?? { ...one, all: false, columns: new Set<string>() };
    right.columns.add(nameOf(column));
    found.set(keyOf(one), right);
  }
  return found;
}

/** @param columns the columns that are there after, and what each was called before */
function rightChanges(
  pair: RelationPair,
  before: Right,
  after: Right,
  { there, oldName }: { readonly there: ReadonlySet<string>; readonly oldName: (column: string) => string },
): readonly FoundChange[] {
  const { grantee, privilege } = before;
  const change = (kind: 'privilege-revoked' | 'privilege-granted', named: ReadonlySet<string> | null): FoundChange => {
    const columns = named === null ? null : [...named].map(oldName).sort(byCodeUnit);
    return found(
      { kind, on: 'relation', object: pair.name, grantee, privilege, columns },
      columns === null || after.columns.size > 0 || before.columns.size === 0 ? row('pg_class', pair.after.oid) : [],
      attribute(...pair.after.relation.columns.filter(({ name }) => named?.has(name) || after.columns.has(name))),
    );
  };
  if (after.all) return before.all ? [] : [change('privilege-granted', null)];
  if (before.all) {
    if (after.columns.size === 0) return [change('privilege-revoked', null)];
    const lost = without(there, after.columns);
    return lost.size === 0 ? [] : [change('privilege-revoked', lost)];
  }
  const lost = without(new Set([...before.columns].filter((column) => there.has(column))), after.columns);
  const won = without(after.columns, before.columns);
  return [
    ...(lost.size > 0 ? [change('privilege-revoked', lost)] : []),
    ...(won.size > 0 ? [change('privilege-granted', won)] : []),
  ];
}

function without(columns: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...columns].filter((column) => !others.has(column)));
}
