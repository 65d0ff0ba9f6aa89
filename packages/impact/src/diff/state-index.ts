import type {
  CompositeType,
  ConstraintDetail,
  DomainType,
  IndexDetail,
  PolicyDetail,
  RangeType,
  Relation,
  RelationDetail,
  RelationId,
  RuleDetail,
  SchemaState,
  TriggerDetail,
  TypeDetail,
  TypeId,
} from '@rowpact/model';

/** A relation with all that stands on it. */
export interface RelationState {
  readonly oid: number;
  readonly id: RelationId;
  readonly relation: Relation;
  readonly detail: RelationDetail;
  readonly constraints: readonly ConstraintDetail[];
  readonly indexes: readonly IndexDetail[];
  readonly triggers: readonly TriggerDetail[];
  readonly policies: readonly PolicyDetail[];
  readonly rules: readonly RuleDetail[];
}

/** A type with what the snapshot knows of it. */
export interface TypeState {
  readonly oid: number;
  readonly id: TypeId;
  readonly detail: TypeDetail;
  readonly domain: DomainType | null;
  readonly composite: CompositeType | null;
  readonly range: RangeType | null;
}

/** One state of a schema, to be looked up by identity and by name. */
export class StateIndex {
  readonly relations: readonly RelationState[];
  readonly types: readonly TypeState[];
  readonly relationsById: ReadonlyMap<RelationId, RelationState>;
  readonly relationsByOid: ReadonlyMap<number, RelationState>;
  readonly typesById: ReadonlyMap<TypeId, TypeState>;
  readonly typesByOid: ReadonlyMap<number, TypeState>;

  constructor(readonly state: SchemaState) {
    this.relations = relationStates(state);
    this.types = typeStates(state);
    this.relationsById = keyed(this.relations, ({ id }) => id);
    this.relationsByOid = keyed(this.relations, ({ oid }) => oid);
    this.typesById = keyed(this.types, ({ id }) => id);
    this.typesByOid = keyed(this.types, ({ oid }) => oid);
  }
}

function relationStates({ snapshot, details }: SchemaState): readonly RelationState[] {
  const detailsById = keyed(details.relations, ({ id }) => id);
  const constraints = grouped(details.constraints);
  const indexes = grouped(details.indexes);
  const triggers = grouped(details.triggers);
  const policies = grouped(details.policies);
  const rules = grouped(details.rules);
  return snapshot.relations.map((relation) => {
    const { id } = relation;
    const detail = detailsById.get(id);
    if (detail === undefined) throw new TypeError(`a state without details of ${id}`);
    return {
      oid: detail.oid,
      id,
      relation,
      detail,
      constraints: constraints.get(id) ?? [],
      indexes: indexes.get(id) ?? [],
      triggers: triggers.get(id) ?? [],
      policies: policies.get(id) ?? [],
      rules: rules.get(id) ?? [],
    };
  });
}

function typeStates({ snapshot, details }: SchemaState): readonly TypeState[] {
  const domains = keyed(snapshot.domains, ({ id }) => id);
  const composites = keyed(snapshot.composites, ({ id }) => id);
  const ranges = keyed(snapshot.ranges, ({ id }) => id);
  return details.types.map((detail) => ({
    oid: detail.oid,
    id: detail.id,
    detail,
    domain: domains.get(detail.id) ?? null,
    composite: composites.get(detail.id) ?? null,
    range: ranges.get(detail.id) ?? null,
  }));
}

export function keyed<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): ReadonlyMap<Key, Value> {
  return new Map(values.map((value) => [keyOf(value), value]));
}

function grouped<Value extends { readonly relation: RelationId }>(
  values: readonly Value[],
): ReadonlyMap<RelationId, readonly Value[]> {
  const groups = new Map<RelationId, Value[]>();
  for (const value of values) {
    const group = groups.get(value.relation);
    if (group) group.push(value);
    else groups.set(value.relation, [value]);
  }
  return groups;
}
