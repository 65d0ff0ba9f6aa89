import {
  relationId,
  type CatalogDetails,
  type Column,
  type ConstraintDetail,
  type Relation,
  type RelationDetail,
  type RelationId,
  type SchemaState,
  type Snapshot,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';

/** A type of PostgreSQL's own. */
export function pgType(name: string, display = name): TypeRef {
  return { display, id: `pg_catalog.${name}` as TypeId, kind: 'base', typmod: null, dimensions: 0 };
}

export const INTEGER = pgType('int4', 'integer');
export const BIGINT = pgType('int8', 'bigint');

/** A table in a state: its columns by name, `attnum` being their place unless said otherwise. */
export interface TableInState {
  readonly oid: number;
  readonly name: string;
  readonly schema?: string;
  readonly columns: readonly (Partial<Column> & { readonly name: string; readonly attnum?: number })[];
  readonly relation?: Partial<Relation>;
  readonly detail?: Partial<RelationDetail>;
}

export function tableId({ schema = 'public', name }: Pick<TableInState, 'schema' | 'name'>): RelationId {
  return relationId(schema, name);
}

/** A state of these tables and nothing else. */
export function stateOf(tables: readonly TableInState[], details: Partial<CatalogDetails> = {}): SchemaState {
  const snapshot: Snapshot = {
    schemas: [{ name: 'public', comment: null }],
    extensions: [],
    relations: tables.map(relationOf),
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    functions: [],
  };
  return { snapshot, details: { ...NO_DETAILS, relations: tables.map(detailOf), ...details } };
}

const NO_DETAILS: CatalogDetails = {
  schemas: [{ oid: 2200, name: 'public', owner: 'league', privileges: [] }],
  relations: [],
  constraints: [],
  indexes: [],
  triggers: [],
  policies: [],
  rules: [],
  sequences: [],
  routines: [],
  types: [],
  others: [],
  roles: [],
  databaseSettings: {},
  publications: [],
};

function relationOf(table: TableInState): Relation {
  const { oid, name, schema = 'public', columns, relation } = table;
  return {
    id: tableId(table),
    schema,
    name,
    kind: 'table',
    comment: null,
    columns: columns.map(({ attnum, ...column }, at) => ({
      type: INTEGER,
      nullable: true,
      default: null,
      identity: null,
      generated: null,
      writable: true,
      comment: null,
      identityInCatalog: { relation: oid, attnum: attnum ?? at + 1 },
      ...column,
    })),
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
    ...relation,
  };
}

function detailOf(table: TableInState): RelationDetail {
  return {
    oid: table.oid,
    id: tableId(table),
    owner: 'league',
    privileges: [],
    columnPrivileges: [],
    rowSecurity: false,
    forcedRowSecurity: false,
    unlogged: false,
    populated: true,
    options: {},
    replicaIdentity: 'default',
    collations: {},
    ...table.detail,
  };
}

/** A check of one table. */
export function checkOf(
  table: Pick<TableInState, 'schema' | 'name'>,
  name: string,
  expression: string,
): ConstraintDetail {
  return {
    oid: 9000 + name.length,
    relation: tableId(table),
    name,
    kind: 'check',
    columns: [],
    definition: `CHECK ((${expression}))`,
    expression: `(${expression})`,
    deferrable: false,
    deferred: false,
    validated: true,
    enforced: true,
    references: null,
  };
}
