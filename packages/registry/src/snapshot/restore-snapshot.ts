import {
  byCodeUnit,
  relationId,
  typeId,
  type Column,
  type FunctionInfo,
  type KeyConstraint,
  type Relation,
  type Snapshot,
  type TypeRef,
} from '@rowpact/model';
import type {
  ColumnFile,
  DatabaseFile,
  FunctionsFile,
  KeyFile,
  RelationFile,
  TypeFile,
  TypeRefFile,
} from './snapshot-schema.js';

/** The files of one snapshot, checked one by one. */
export interface SnapshotFiles {
  readonly database: DatabaseFile;
  readonly relations: readonly RelationFile[];
  readonly types: readonly TypeFile[];
  readonly functions: readonly FunctionsFile[];
}

/** Puts back what the files leave out. */
export function restoreSnapshot({ database, relations, types, functions }: SnapshotFiles): Snapshot {
  return {
    schemas: (database.schemas ?? []).map(({ name, comment }) => ({ name, comment: comment ?? null })),
    extensions: database.extensions ?? [],
    relations: sortedById(relations.map(toRelation)),
    enums: sortedById(
      types.flatMap((type) => (type.kind === 'enum' ? [{ ...headOf(type), labels: type.labels ?? [] }] : [])),
    ),
    domains: sortedById(types.flatMap((type) => (type.kind === 'domain' ? [toDomain(type)] : []))),
    composites: sortedById(
      types.flatMap((type) =>
        type.kind === 'composite'
          ? [
              {
                ...headOf(type),
                attributes: (type.attributes ?? []).map(({ name, type: of }) => ({ name, type: toTypeRef(of) })),
              },
            ]
          : [],
      ),
    ),
    ranges: sortedById(
      types.flatMap((type) =>
        type.kind === 'range'
          ? [{ ...headOf(type), subtype: toTypeRef(type.subtype), multirange: type.multirange ?? null }]
          : [],
      ),
    ),
    functions: toFunctions(functions),
  };
}

function toRelation(file: RelationFile): Relation {
  return {
    id: relationId(file.schema, file.name),
    schema: file.schema,
    name: file.name,
    kind: file.kind,
    comment: file.comment ?? null,
    columns: (file.columns ?? []).map(toColumn),
    partitionOf: file.partitionOf ?? null,
    partitionKey: file.partitionKey ?? null,
    inherits: file.inherits ?? [],
    primaryKey: file.primaryKey ? toKey(file.primaryKey) : null,
    uniques: (file.uniques ?? []).map(toKey),
    foreignKeys: file.foreignKeys ?? [],
    checks: file.checks ?? [],
    exclusions: file.exclusions ?? [],
    uniqueIndexes: file.uniqueIndexes ?? [],
    definition: file.definition ?? null,
  };
}

function toColumn(file: ColumnFile): Column {
  return {
    name: file.name,
    type: toTypeRef(file.type),
    nullable: file.nullable ?? false,
    default: file.default ?? null,
    identity: file.identity ?? null,
    generated: file.generated ?? null,
    writable: file.writable ?? true,
    comment: file.comment ?? null,
  };
}

function toTypeRef(file: TypeRefFile): TypeRef {
  return {
    display: file.display,
    id: file.id,
    kind: file.kind ?? 'base',
    typmod: file.typmod ?? null,
    dimensions: file.dimensions ?? 0,
  };
}

function toKey(file: KeyFile): KeyConstraint {
  return {
    name: file.name,
    columns: file.columns ?? [],
    definition: file.definition,
    deferrable: file.deferrable ?? false,
  };
}

function headOf({ schema, name, comment }: TypeFile) {
  return { id: typeId(schema, name), schema, name, comment: comment ?? null };
}

function toDomain(file: Extract<TypeFile, { readonly kind: 'domain' }>) {
  return {
    ...headOf(file),
    base: toTypeRef(file.base),
    notNull: file.notNull ?? false,
    default: file.default ?? null,
    checks: file.checks ?? [],
  };
}

function toFunctions(files: readonly FunctionsFile[]): readonly FunctionInfo[] {
  return [...files]
    .sort((a, b) => byCodeUnit(a.schema, b.schema))
    .flatMap(({ schema, functions }) =>
      functions.map((file) => ({
        schema,
        name: file.name,
        kind: file.kind ?? 'function',
        arguments: file.arguments ?? '',
        identityArguments: file.identityArguments ?? '',
        returns: file.returns ?? null,
        language: file.language,
        volatility: file.volatility ?? 'volatile',
        strict: file.strict ?? false,
        securityDefiner: file.securityDefiner ?? false,
      })),
    );
}

function sortedById<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => byCodeUnit(a.id, b.id));
}
