import {
  partsOf,
  type Column,
  type ConstraintDetail,
  type RelationId,
  type RoutineDetail,
  type TypeId,
} from '@rowpact/model';
import type { IdentityBy } from './found-change.js';
import { namesIn } from './sql-tokens.js';
import type { StateIndex } from './state-index.js';
import { type RelationState, type TypeState } from './state-index.js';

/**
 * Tells of what was dropped whether it goes with something else that was dropped, so that nobody need have named it. What a view, a
 * body or an expression uses is told from the names in its text.
 */
export class Cascades {
  private readonly schemas: ReadonlySet<string>;
  private readonly relations: ReadonlyMap<RelationId, RelationState>;
  private readonly types: ReadonlySet<TypeId>;
  private readonly routines: ReadonlySet<string>;
  private readonly columns: ReadonlyMap<RelationId, ReadonlySet<string>>;
  private readonly extensionGone: boolean;

  constructor(
    private readonly before: StateIndex,
    after: StateIndex,
    identity: IdentityBy,
  ) {
    const catalog = identity === 'catalog';
    const old = before.state;
    const now = after.state;
    const gone = <Value extends { readonly oid: number }>(
      values: readonly Value[],
      left: readonly Value[],
      nameOf: (value: Value) => string,
    ): readonly Value[] => {
      const still = new Set<number | string>(left.map((value) => (catalog ? value.oid : nameOf(value))));
      return values.filter((value) => !still.has(catalog ? value.oid : nameOf(value)));
    };
    this.schemas = new Set(gone(old.details.schemas, now.details.schemas, ({ name }) => name).map(({ name }) => name));
    this.relations = new Map(gone(before.relations, after.relations, ({ id }) => id).map((one) => [one.id, one]));
    this.types = new Set(gone(before.types, after.types, ({ id }) => id).map(({ id }) => id));
    this.routines = new Set(
      gone(old.details.routines, now.details.routines, ({ signature }) => signature).map(({ name }) => name),
    );
    this.columns = goneColumns(before, after, catalog);
    const extensions = new Set(now.snapshot.extensions.map(({ name }) => name));
    this.extensionGone = old.snapshot.extensions.some(({ name }) => !extensions.has(name));
  }

  relation({ id, relation }: RelationState): boolean {
    if (this.schemas.has(relation.schema)) return true;
    const parents = [...relation.inherits, ...(relation.partitionOf ? [relation.partitionOf.parent] : [])];
    if (parents.some((parent) => this.relations.has(parent))) return true;
    return relation.definition !== null && this.textUses(relation.definition, id);
  }

  column({ id, relation }: RelationState, column: Column): boolean {
    if (this.typeGone(column.type.id)) return true;
    return (
      column.generated !== null &&
      this.expressionUses(column.generated.expression, id, column.name) &&
      relation.kind !== 'view'
    );
  }

  constraint(constraint: ConstraintDetail): boolean {
    const { relation, columns, references, expression } = constraint;
    const lost = this.columns.get(relation);
    if (this.relations.has(relation) || columns.some((column) => lost?.has(column))) return true;
    if (references !== null) {
      const lostKeys = this.columns.get(references.relation);
      return this.relations.has(references.relation) || references.columns.some((column) => lostKeys?.has(column));
    }
    return expression !== null && this.expressionUses(expression, relation, null);
  }

  type({ id, domain, composite, range }: TypeState): boolean {
    if (this.schemas.has(partsOf(id).schema)) return true;
    const parts = [domain?.base, range?.subtype, ...(composite?.attributes ?? []).map(({ type }) => type)];
    return parts.some((part) => part !== undefined && part.id !== id && this.typeGone(part.id));
  }

  routine({ schema, signature, returns, name, bodyIsAnalysed, body }: RoutineDetail): boolean {
    if (this.schemas.has(schema)) return true;
    const types = namesIn(`${signature.slice(signature.indexOf('('))} ${returns ?? ''}`);
    if ([...this.types].some((type) => types.has(partsOf(type).name))) return true;
    if ([...this.relations.values()].some(({ relation }) => types.has(relation.name))) return true;
    return bodyIsAnalysed && this.textUses(body, name as RelationId); // a name that no relation has
  }

  private typeGone(id: TypeId): boolean {
    if (this.types.has(id)) return true;
    const known = this.before.typesById.has(id) || partsOf(id).schema === 'pg_catalog';
    // What an extension brings is in no state.
    return this.extensionGone && !known;
  }

  private textUses(text: string, self: RelationId): boolean {
    const names = namesIn(text);
    for (const [id, { relation }] of this.relations) if (id !== self && names.has(relation.name)) return true;
    for (const type of this.types) if (names.has(partsOf(type).name)) return true;
    for (const routine of this.routines) if (names.has(routine)) return true;
    for (const [id, columns] of this.columns) {
      if (id === self || !names.has(partsOf(id).name)) continue;
      for (const column of columns) if (names.has(column)) return true;
    }
    return false;
  }

  private expressionUses(text: string, relation: RelationId, self: string | null): boolean {
    const names = namesIn(text);
    for (const column of this.columns.get(relation) ?? []) if (column !== self && names.has(column)) return true;
    for (const routine of this.routines) if (names.has(routine)) return true;
    for (const type of this.types) if (names.has(partsOf(type).name)) return true;
    return false;
  }
}

/** Columns that are gone from relations that are not. */
function goneColumns(
  before: StateIndex,
  after: StateIndex,
  catalog: boolean,
): ReadonlyMap<RelationId, ReadonlySet<string>> {
  const gone = new Map<RelationId, ReadonlySet<string>>();
  for (const old of before.relations) {
    const now = catalog ? after.relationsByOid.get(old.oid) : after.relationsById.get(old.id);
    if (now === undefined) continue;
    const keyOf = ({ name, identityInCatalog }: Column): string | number =>
      catalog ? (identityInCatalog?.attnum ?? name) : name;
    const keyAt = (column: Column | undefined): string | number | undefined => column && keyOf(column);
    if (old.relation.columns.every((column, at) => keyAt(now.relation.columns[at]) === keyOf(column))) continue;
    const still = new Set(now.relation.columns.map(keyOf));
    const columns = old.relation.columns.filter((column) => !still.has(keyOf(column)));
    if (columns.length > 0) gone.set(old.id, new Set(columns.map(({ name }) => name)));
  }
  return gone;
}
