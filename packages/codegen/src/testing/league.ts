import {
  relationId,
  typeId,
  type Column,
  type Contract,
  type ContractRelation,
  type DomainType,
  type EnumType,
  type GenerateSettings,
  type Relation,
  type Snapshot,
  type TypeRef,
  DEFAULT_SCAN,
} from '@rowpact/model';

/** A use of one of PostgreSQL's own types. */
export function builtinType(name: string, dimensions = 0): TypeRef {
  return { display: name, id: typeId('pg_catalog', name), kind: 'base', typmod: null, dimensions };
}

/** A use of a type of the league's own. */
export function ownType(name: string, kind: TypeRef['kind'], dimensions = 0): TypeRef {
  return { display: name, id: typeId('public', name), kind, typmod: null, dimensions };
}

/** A column that is NOT NULL, writable and has no default, but for what is given. */
export function column(name: string, type: TypeRef, given: Partial<Column> = {}): Column {
  return {
    name,
    type,
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    writable: true,
    comment: null,
    ...given,
  };
}

export function relation(name: string, columns: readonly Column[], given: Partial<Relation> = {}): Relation {
  const schema = given.schema ?? 'public';
  return {
    id: relationId(schema, name),
    schema,
    name,
    kind: 'table',
    comment: null,
    columns,
    partitionOf: null,
    partitionKey: null,
    inherits: [],
    primaryKey: null,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    uniqueIndexes: [],
    definition: null,
    ...given,
  };
}

export function enumType(name: string, labels: readonly string[], schema = 'public'): EnumType {
  return { id: typeId(schema, name), schema, name, labels, comment: null };
}

export function domain(name: string, base: TypeRef, given: Partial<DomainType> = {}): DomainType {
  return {
    id: typeId('public', name),
    schema: 'public',
    name,
    base,
    notNull: false,
    default: null,
    checks: [],
    comment: null,
    ...given,
  };
}

export function snapshotOf(relations: readonly Relation[], given: Partial<Snapshot> = {}): Snapshot {
  return {
    schemas: [],
    extensions: [],
    relations,
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    functions: [],
    ...given,
  };
}

/** A contract of westside-contracts, which reads all of every relation unless it says less. */
export function contractOn(
  relations: readonly (Partial<ContractRelation> & Pick<ContractRelation, 'relation'>)[],
  settings: Partial<GenerateSettings> = {},
): Contract {
  return {
    consumer: 'westside-contracts',
    producer: 'basketball-api',
    description: null,
    owners: [],
    source: 'examples/westside-contracts',
    generate: {
      file: 'src/lib/rows.gen.ts',
      driver: 'pg',
      expose: null,
      kysely: false,
      arrayElements: 'not null',
      literals: false,
      statements: false,
      zod: false,
      types: [],
      columns: [],
      ...settings,
    },
    scan: DEFAULT_SCAN,
    role: null,
    relations: relations.map((given) => ({
      name: null,
      wildcard: true,
      read: [],
      write: [],
      keep: [],
      expose: null,
      ...given,
    })),
  };
}

/** The whole of some relations. */
export function contractOnAll(relations: readonly Relation[], settings: Partial<GenerateSettings> = {}): Contract {
  return contractOn(
    relations.map(({ id }) => ({ relation: id })),
    settings,
  );
}
