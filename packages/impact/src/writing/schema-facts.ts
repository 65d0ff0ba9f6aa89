import {
  quoteIdentifier,
  type Column,
  type ConstraintDetail,
  type IndexDetail,
  type Relation,
  type RelationDetail,
  type RelationId,
  type RoutineDetail,
  type SchemaState,
  type TypeId,
} from '@rowpact/model';
import type { ImpactQuestion } from '../question.js';

/** What the rules look up in a state again and again, made once per state. */
interface StateIndex {
  readonly relations: ReadonlyMap<RelationId, Relation>;
  readonly details: ReadonlyMap<RelationId, RelationDetail>;
  readonly byOid: ReadonlyMap<number, RelationId>;
  readonly routines: ReadonlyMap<string, RoutineDetail>;
}

const INDEXES = new WeakMap<SchemaState, StateIndex>();

function indexOf(state: SchemaState): StateIndex {
  const known = INDEXES.get(state);
  if (known !== undefined) return known;
  const made: StateIndex = {
    relations: new Map(state.snapshot.relations.map((relation) => [relation.id, relation])),
    details: new Map(state.details.relations.map((detail) => [detail.id, detail])),
    byOid: new Map(state.details.relations.map(({ oid, id }) => [oid, id])),
    routines: new Map(state.details.routines.map((routine) => [routine.signature, routine])),
  };
  INDEXES.set(state, made);
  return made;
}

export function relationIn(state: SchemaState, id: RelationId): Relation | null {
  return indexOf(state).relations.get(id) ?? null;
}

export function detailOf(state: SchemaState, id: RelationId): RelationDetail | null {
  return indexOf(state).details.get(id) ?? null;
}

export function routineIn(state: SchemaState, signature: string): RoutineDetail | null {
  return indexOf(state).routines.get(signature) ?? null;
}

export function columnIn(state: SchemaState, id: RelationId, name: string): Column | null {
  return relationIn(state, id)?.columns.find((column) => column.name === name) ?? null;
}

/**
 * Which relation a change to this one is about after the changes: who names it gets the table that has the name now; a view that has it
 * stands before the old table, which is found by its identity. Null where it is gone.
 */
export function nameAfter({ before, after }: ImpactQuestion, id: RelationId): RelationId | null {
  const holder = relationIn(after, id);
  if (holder !== null && holder.kind !== 'view' && holder.kind !== 'materialized view') return id;
  return otherName(before, after, id);
}

/** What a relation was called before the changes; null where it was not there. */
export function nameBefore({ before, after }: ImpactQuestion, id: RelationId): RelationId | null {
  return otherName(after, before, id);
}

function otherName(here: SchemaState, there: SchemaState, id: RelationId): RelationId | null {
  const oid = detailOf(here, id)?.oid;
  const byIdentity = oid === undefined ? undefined : indexOf(there).byOid.get(oid);
  return byIdentity ?? (relationIn(there, id) === null ? null : id);
}

/** The same column after the changes: by its identity, else by its name. */
export function columnAfter(
  question: ImpactQuestion,
  id: RelationId,
  name: string,
): { readonly relation: RelationId; readonly column: Column } | null {
  const relation = nameAfter(question, id);
  if (relation === null) return null;
  const { columns } = relationIn(question.after, relation) ?? { columns: [] };
  const place = columnIn(question.before, id, name)?.identityInCatalog;
  const same = columns.find(
    ({ identityInCatalog: other }) =>
      place !== undefined && other?.relation === place.relation && other.attnum === place.attnum,
  );
  const column = same ?? columns.find((one) => one.name === name);
  return column === undefined ? null : { relation, column };
}

/** What PostgreSQL puts into a column that an INSERT leaves out. */
export type Supply =
  /** SQL of the default. */
  | { readonly kind: 'default'; readonly sql: string }
  /** An identity or a generated column. */
  | { readonly kind: 'made' }
  | { readonly kind: 'null' };

export function supplyOf(column: Column, { snapshot }: SchemaState): Supply {
  if (column.identity !== null || column.generated !== null) return { kind: 'made' };
  const ofDomain =
    column.type.kind === 'domain' && column.type.dimensions === 0
      ? (snapshot.domains.find(({ id }) => id === column.type.id)?.default ?? null)
      : null;
  const sql = column.default ?? ofDomain;
  return sql === null || /^NULL(::|$)/iu.test(sql) ? { kind: 'null' } : { kind: 'default', sql };
}

/** Whether an INSERT that leaves the column out fails: NOT NULL, and nothing that fills it. */
export function mustBeWritten(column: Column, state: SchemaState): boolean {
  return !column.nullable && supplyOf(column, state).kind === 'null';
}

export function constraintsOn({ details }: SchemaState, id: RelationId): readonly ConstraintDetail[] {
  return details.constraints.filter(({ relation }) => relation === id);
}

export function uniqueIndexesOn({ details }: SchemaState, id: RelationId): readonly IndexDetail[] {
  return details.indexes.filter(({ relation, unique }) => relation === id && unique);
}

/** The relation with the tables above it: what is written into those may end up in it. */
export function withParents(state: SchemaState, id: RelationId): readonly RelationId[] {
  const found = [id];
  for (const one of found) {
    const relation = relationIn(state, one);
    const parents = [...(relation?.partitionOf ? [relation.partitionOf.parent] : []), ...(relation?.inherits ?? [])];
    found.push(...parents.filter((parent) => !found.includes(parent)));
  }
  return found;
}

/** Columns of a domain, also of domains over it, by relation. */
export function columnsOfDomain(
  { snapshot }: SchemaState,
  domain: TypeId,
): readonly { readonly relation: RelationId; readonly column: Column }[] {
  const domains = new Set([domain]);
  for (let size = 0; size !== domains.size;) {
    size = domains.size;
    for (const { id, base } of snapshot.domains) if (domains.has(base.id)) domains.add(id);
  }
  return snapshot.relations
    .filter(({ kind }) => kind === 'table' || kind === 'partitioned table' || kind === 'foreign table')
    .flatMap(({ id, columns }) =>
      columns.filter(({ type }) => domains.has(type.id)).map((column) => ({ relation: id, column })),
    );
}

/** Which of the names a SQL expression, as PostgreSQL prints it, mentions outside its literals. */
export function columnsNamedIn(expression: string, names: readonly string[]): readonly string[] {
  const bare = expression.replace(/'(?:[^']|'')*'/gu, "''");
  return names.filter((name) => {
    const text = quoteIdentifier(name).replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    return new RegExp(`(?<![\\w$"])${text}(?![\\w$"(])`, 'u').test(bare);
  });
}

/** The columns that a statement can write to change these: a generated one stands for those it is computed from. */
export function withoutGenerated(state: SchemaState, id: RelationId, names: readonly string[]): readonly string[] {
  const columns = relationIn(state, id)?.columns ?? [];
  const found = names.flatMap((name) => {
    const expression = columns.find((column) => column.name === name)?.generated?.expression;
    return expression === undefined
      ? [name]
      : columnsNamedIn(
          expression,
          columns.map((column) => column.name),
        );
  });
  return [...new Set(found)];
}
