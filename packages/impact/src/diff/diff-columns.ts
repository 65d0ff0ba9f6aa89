import type { Column, DomainType, RelationId, TypeId, TypeRef } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { isComparable } from './comparable-types.js';
import { attribute, attributeDefault, found, row, type FoundChange } from './found-change.js';
import { matchMembers, type Matched } from './match-members.js';
import { isView, type RelationPair } from './pair-relations.js';
import type { RelationState } from './state-index.js';

/** One column before and after; `name`: what it was called. */
interface ColumnPair {
  readonly relation: RelationId;
  readonly name: string;
  readonly before: Column;
  readonly after: Column;
  /** Of the relations that they are of. */
  readonly pair: RelationPair;
}

/** What became of the columns of a relation. */
export function diffColumns(pair: RelationPair, comparison: Comparison): readonly FoundChange[] {
  if (haveSameColumns(pair)) return [];
  const columns = matchColumns(pair);
  const collated = hasCollations(pair.before) || hasCollations(pair.after);
  const pairs = columns.kept
    .filter(([before, after]) => collated || !isSameColumn(before, after))
    .map(([before, after]): ColumnPair => ({ relation: pair.name, name: before.name, before, after, pair }));
  const beneath = pair.scope === 'surface' ? [] : pairs.flatMap((one) => changesBeneath(one, comparison));
  if (pair.scope === 'beneath') return beneath;
  return [
    ...setChanges(pair, columns, comparison),
    ...pairs.flatMap((one) => surfaceChanges(one, comparison)),
    ...beneath,
    ...orderChange(pair, columns),
  ];
}

/** Nearly all columns are as they were: they are passed over before anything is made of them. */
function haveSameColumns({ before, after, same }: RelationPair): boolean {
  const [old, now] = [before.relation.columns, after.relation.columns];
  if (old.length !== now.length || hasCollations(before) || hasCollations(after)) return false;
  return old.every((column, at) => {
    const other = now[at];
    if (other === undefined || !isSameColumn(column, other)) return false;
    return !same || column.identityInCatalog?.attnum === other.identityInCatalog?.attnum;
  });
}

function hasCollations({ detail }: RelationState): boolean {
  return Object.keys(detail.collations).length > 0;
}

function isSameColumn(before: Column, after: Column): boolean {
  return (
    before.name === after.name &&
    isSameType(before.type, after.type) &&
    before.nullable === after.nullable &&
    before.default === after.default &&
    before.identity === after.identity &&
    before.generated?.kind === after.generated?.kind &&
    before.generated?.expression === after.generated?.expression &&
    before.writable === after.writable
  );
}

function isSameType(before: TypeRef, after: TypeRef): boolean {
  return (
    before.id === after.id &&
    before.kind === after.kind &&
    before.typmod === after.typmod &&
    before.dimensions === after.dimensions
  );
}

/** In one relation a column is what has its attnum, or else what has its name again; in two of one name, what has its name. */
function matchColumns({ before, after, same }: RelationPair): Matched<Column> {
  const byName = ({ name }: Column): string => name;
  const byPlace = ({ identityInCatalog }: Column): number | null => identityInCatalog?.attnum ?? null;
  return matchMembers(before.relation.columns, after.relation.columns, same ? [byPlace, byName] : [byName]);
}

function setChanges(
  { name: relation, before, after, same }: RelationPair,
  { kept, gone, added }: Matched<Column>,
  { cascades, after: state }: Comparison,
): readonly FoundChange[] {
  const changes: FoundChange[] = [];
  for (const column of gone) {
    const cascaded = cascades.column(before, column);
    changes.push(
      found({ kind: 'column-dropped', relation, column: column.name, before: column, cascaded }, attribute(column)),
    );
  }
  for (const column of added) {
    const comparable = isComparable(column.type, state.state.snapshot);
    changes.push(
      found({ kind: 'column-added', relation, column: column.name, after: column, comparable }, attribute(column)),
    );
  }
  for (const [old, now] of kept) {
    const column = old.name;
    if (now.name !== column) {
      const taken = after.relation.columns.some(({ name }) => name === column);
      changes.push(found({ kind: 'column-renamed', relation, column, to: now.name, taken }, attribute(old)));
    } else if (same && old.identityInCatalog?.attnum !== now.identityInCatalog?.attnum)
      changes.push(found({ kind: 'column-recreated', relation, column, before: old, after: now }, attribute(now, old)));
  }
  return changes;
}

function surfaceChanges(pair: ColumnPair, { names }: Comparison): readonly FoundChange[] {
  const { relation, name: column, before, after } = pair;
  const changes: FoundChange[] = [];
  const touched = attribute(after);
  const collation = collationChange(pair);
  const [old, now] = [before.type, after.type];
  const sameType = isSameType({ ...old, id: names.type(old.id) }, now) || isSameType(old, now);
  if (!sameType || collation !== null)
    changes.push(found({ kind: 'column-type-changed', relation, column, before: old, after: now, collation }, touched));
  if (!before.nullable && after.nullable)
    changes.push(found({ kind: 'column-not-null-dropped', relation, column }, touched));
  const kinds = [pair.pair.before.relation.kind, pair.pair.after.relation.kind];
  if (before.writable !== after.writable && kinds.some(isView))
    changes.push(
      found(
        { kind: 'column-writable-changed', relation, column, writable: after.writable },
        row('pg_rewrite', pair.pair.after.oid),
        row('pg_class', pair.pair.after.oid),
      ),
    );
  return changes;
}

function collationChange({ pair, before, after }: ColumnPair): { before: string | null; after: string | null } | null {
  const [old, now] = [
    pair.before.detail.collations[before.name] ?? null,
    pair.after.detail.collations[after.name] ?? null,
  ];
  return old === now ? null : { before: old, after: now };
}

/** What an INSERT or UPDATE meets. A view has no such things of its own but a default, which is compared where it stays a view. */
function changesBeneath(pair: ColumnPair, comparison: Comparison): readonly FoundChange[] {
  const { relation, name: column, before, after } = pair;
  const [viewBefore, viewAfter] = [isView(pair.pair.before.relation.kind), isView(pair.pair.after.relation.kind)];
  if (viewBefore !== viewAfter) return [];
  const changes: FoundChange[] = [];
  const becameRequired = before.nullable && !after.nullable && !viewAfter && !domainBecameNotNull(after, comparison);
  if (becameRequired) {
    const hasDefault = fillsItself(after, comparison);
    changes.push(found({ kind: 'column-not-null-set', relation, column, hasDefault }, attribute(after)));
  }
  if (before.identity !== after.identity)
    changes.push(
      found(
        {
          kind: 'column-identity-changed',
          relation,
          column,
          before: before.identity,
          after: after.identity,
          default: after.default,
        },
        attribute(after),
      ),
    );
  const { names } = comparison;
  const [made, makes] = [before.generated, after.generated];
  if (made?.kind !== makes?.kind || !names.sameText(made?.expression ?? null, makes?.expression ?? null))
    changes.push(
      found(
        { kind: 'column-generated-changed', relation, column, before: made, after: makes },
        attributeDefault(after),
      ),
    );
  // What is filled by an identity or an expression has no default: the change of that tells it.
  const filled = after.identity !== null || makes !== null || before.identity !== after.identity;
  if (!filled && !names.sameText(before.default, after.default))
    changes.push(
      found(
        {
          kind: 'column-default-changed',
          relation,
          column,
          before: before.default,
          after: after.default,
          nullable: after.nullable,
        },
        attributeDefault(after),
      ),
    );
  return changes;
}

function domainBecameNotNull({ type }: Column, { before, after, names }: Comparison): boolean {
  const now = type.dimensions === 0 ? domainOf(type.id, after) : null;
  if (!now?.notNull) return false;
  return before.types.some(({ id, domain }) => domain !== null && !domain.notNull && names.type(id) === type.id);
}

function fillsItself(column: Column, { after }: Comparison): boolean {
  if (column.default !== null || column.identity !== null || column.generated !== null) return true;
  if (column.type.dimensions > 0) return false;
  let domain = domainOf(column.type.id, after);
  while (domain !== null && domain.default === null) domain = domainOf(domain.base.id, after);
  return domain !== null;
}

function domainOf(id: TypeId, { typesById }: Comparison['after']): DomainType | null {
  return typesById.get(id)?.domain ?? null;
}

/** Places matter to who writes or reads by position: told where those that stay do not stand in the same order. */
function orderChange({ name, before, after }: RelationPair, { kept }: Matched<Column>): readonly FoundChange[] {
  if (kept.every(([old, now], at) => before.relation.columns[at] === old && after.relation.columns[at] === now))
    return [];
  const placeOf = new Map(after.relation.columns.map((column, place) => [column, place]));
  const byOldPlace = new Map(kept);
  const places = before.relation.columns.flatMap((column) => {
    const now = byOldPlace.get(column);
    return now === undefined ? [] : [placeOf.get(now) ?? 0];
  });
  if (places.every((place, at) => at === 0 || (places[at - 1] ?? 0) < place)) return [];
  const namesOf = (columns: readonly Column[]): readonly string[] => columns.map((column) => column.name);
  return [
    found(
      {
        kind: 'columns-reordered',
        relation: name,
        before: namesOf(before.relation.columns),
        after: namesOf(after.relation.columns),
      },
      row('pg_class', after.oid),
      attribute(...after.relation.columns),
    ),
  ];
}
