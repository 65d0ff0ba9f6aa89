import {
  byCodeUnit,
  type CheckConstraint,
  type Column,
  type FileChange,
  type FunctionInfo,
  type KeyConstraint,
  type Relation,
  type Snapshot,
  type TypeRef,
} from '@rowpact/model';
import { DATABASE_FILE, functionsFile, relationFile, typeFile } from './file-names.js';
import { printSnapshotJson } from './print-snapshot-json.js';
import {
  SNAPSHOT_FORMAT,
  type ColumnFile,
  type DatabaseFile,
  type FunctionsFile,
  type KeyFile,
  type RelationFile,
  type TypeFile,
  type TypeRefFile,
} from './snapshot-schema.js';

/**
 * The files that hold a producer's snapshot, sorted by path; the same bytes for the same schema. What belongs to one
 * database only, the catalog identities of columns, is left out.
 * @param registryName the registry folder's own name in the root folder
 */
export function snapshotFiles(
  producerName: string,
  snapshot: Snapshot,
  registryName = 'registry',
): readonly FileChange[] {
  const folder = `${registryName}/${producerName}/schema`;
  const files: readonly (readonly [string, object])[] = [
    [DATABASE_FILE, databaseFile(snapshot)],
    ...snapshot.relations.map(
      (relation) => [relationFile(relation.schema, relation.name), toRelationFile(relation)] as const,
    ),
    ...typeFiles(snapshot).map((type) => [typeFile(type.schema, type.name), type] as const),
    ...functionFiles(snapshot.functions).map((functions) => [functionsFile(functions.schema), functions] as const),
  ];
  return files
    .map(([path, content]) => ({ path: `${folder}/${path}`, content: printSnapshotJson(content) }))
    .sort((a, b) => byCodeUnit(a.path, b.path));
}

function databaseFile({ schemas, extensions }: Snapshot): DatabaseFile {
  return {
    format: SNAPSHOT_FORMAT,
    schemas: some(schemas.map(({ name, comment }) => ({ name, comment: comment ?? undefined }))),
    extensions: some(extensions.map(({ name, schema, version }) => ({ name, schema, version }))),
  };
}

function toRelationFile(relation: Relation): RelationFile {
  const { schema, name, kind, partitionOf, primaryKey } = relation;
  return {
    schema,
    name,
    kind,
    comment: relation.comment ?? undefined,
    columns: some(relation.columns.map(toColumnFile)),
    partitionOf: partitionOf ? { parent: partitionOf.parent, bound: partitionOf.bound } : undefined,
    partitionKey: relation.partitionKey ?? undefined,
    inherits: some(relation.inherits),
    primaryKey: primaryKey ? toKeyFile(primaryKey) : undefined,
    uniques: some(relation.uniques.map(toKeyFile)),
    foreignKeys: some(
      relation.foreignKeys.map(({ name: key, columns, references, definition }) => ({
        name: key,
        columns: [...columns],
        references: { relation: references.relation, columns: [...references.columns] },
        definition,
      })),
    ),
    checks: some(relation.checks.map(toCheck)),
    exclusions: some(relation.exclusions.map(toNamed)),
    uniqueIndexes: some(
      relation.uniqueIndexes.map(({ name: index, columns, definition }) => ({
        name: index,
        columns: [...columns],
        definition,
      })),
    ),
    definition: relation.definition ?? undefined,
  };
}

function toColumnFile(column: Column): ColumnFile {
  const { name, generated } = column;
  return {
    name,
    type: toTypeRefFile(column.type),
    nullable: column.nullable || undefined,
    default: column.default ?? undefined,
    identity: column.identity ?? undefined,
    generated: generated ? { kind: generated.kind, expression: generated.expression } : undefined,
    writable: column.writable ? undefined : false,
    comment: column.comment ?? undefined,
  };
}

function toTypeRefFile({ display, id, kind, typmod, dimensions }: TypeRef): TypeRefFile {
  return {
    display,
    id,
    kind: kind === 'base' ? undefined : kind,
    typmod: typmod ?? undefined,
    dimensions: dimensions || undefined,
  };
}

function toKeyFile({ name, columns, definition, deferrable }: KeyConstraint): KeyFile {
  return { name, columns: some(columns), definition, deferrable: deferrable || undefined };
}

function toNamed({ name, definition }: { readonly name: string; readonly definition: string }) {
  return { name, definition };
}

function toCheck({ name, definition, nondeterministic }: CheckConstraint) {
  return { name, definition, ...(nondeterministic ? { nondeterministic } : {}) };
}

function typeFiles({ enums, domains, composites, ranges }: Snapshot): readonly TypeFile[] {
  const head = ({
    schema,
    name,
    comment,
  }: {
    readonly schema: string;
    readonly name: string;
    readonly comment: string | null;
  }) => ({
    schema,
    name,
    comment: comment ?? undefined,
  });
  return [
    ...enums.map((type) => ({ kind: 'enum' as const, ...head(type), labels: some(type.labels) })),
    ...domains.map((type) => ({
      kind: 'domain' as const,
      ...head(type),
      base: toTypeRefFile(type.base),
      notNull: type.notNull || undefined,
      default: type.default ?? undefined,
      checks: some(type.checks.map(toCheck)),
    })),
    ...composites.map((type) => ({
      kind: 'composite' as const,
      ...head(type),
      attributes: some(type.attributes.map(({ name, type: of }) => ({ name, type: toTypeRefFile(of) }))),
    })),
    ...ranges.map((type) => ({
      kind: 'range' as const,
      ...head(type),
      subtype: toTypeRefFile(type.subtype),
      multirange: type.multirange ?? undefined,
    })),
  ];
}

function functionFiles(functions: readonly FunctionInfo[]): readonly FunctionsFile[] {
  const schemas = [...new Set(functions.map((info) => info.schema))];
  return schemas.map((schema) => ({
    schema,
    functions: functions
      .filter((info) => info.schema === schema)
      .sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.identityArguments, b.identityArguments))
      .map(toFunctionFile),
  }));
}

function toFunctionFile(info: FunctionInfo): FunctionsFile['functions'][number] {
  const { name, kind, returns, language, volatility } = info;
  return {
    name,
    kind: kind === 'function' ? undefined : kind,
    arguments: info.arguments || undefined,
    identityArguments: info.identityArguments || undefined,
    returns: returns ?? undefined,
    language,
    volatility: volatility === 'volatile' ? undefined : volatility,
    strict: info.strict || undefined,
    securityDefiner: info.securityDefiner || undefined,
  };
}

/** A list with something in it; an empty one is not written. */
function some<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}
