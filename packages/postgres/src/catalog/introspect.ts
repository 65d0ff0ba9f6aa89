import { byCodeUnit, type FunctionInfo, type Snapshot } from '@rowpact/model';
import { assembleColumns } from './assemble-columns.js';
import { assembleRelations } from './assemble-relations.js';
import { assembleTypes } from './assemble-types.js';
import { ColumnNullability, mentionedFunctions, readViewQueries, type ViewQueries } from './column-nullability.js';
import { ColumnWritability } from './column-writability.js';
import type { CatalogQuery } from './catalog-query.js';
import { inCatalogTransaction } from './catalog-transaction.js';
import { readFunctionFacts } from '../nullability/proven-functions.js';
import { readColumnComments, readColumns, readDefaults, readUnvalidatedNotNulls } from './read-columns.js';
import { readConstraints, readUniqueIndexes } from './read-constraints.js';
import { readFunctions } from './read-functions.js';
import { readRelations, type CatalogRelation } from './read-relations.js';
import { readExtensions, readSchemas } from './read-schemas.js';
import { inTurn } from './statement-queue.js';
import { readTypeTable } from './type-table.js';

/**
 * The whole schema of the database behind `query`: one repeatable-read, read-only transaction with the same few
 * statements whatever there is to read. Works on PostgreSQL 12 to 18 and on PGlite. The connection must stand in no
 * transaction.
 */
export function introspect(query: CatalogQuery): Promise<Snapshot> {
  return inCatalogTransaction(query, {}, () => readSnapshot(query));
}

/**
 * {@link introspect} for a caller that has a catalog transaction open. The statements follow each other without waiting
 * for us; in this order there is always something to work on meanwhile.
 */
export async function readSnapshot(query: CatalogQuery): Promise<Snapshot> {
  const read = inTurn(query);
  const columnsRead = readColumns(read);
  const relationsRead = readRelationsAndViews(read);
  const columnsAssembled = Promise.all([
    relationsRead,
    columnsRead,
    readDefaults(read),
    readColumnComments(read),
    readUnvalidatedNotNulls(read),
    columnsRead.then((columns) => readTypeTable(read, columns)),
    relationsRead.then(({ relations }) => readFunctionFacts(read, mentionedFunctions(relations.values()))),
  ]).then(([{ relations, views }, columns, defaults, comments, unvalidatedNotNulls, types, functionFacts]) => {
    const nullability = new ColumnNullability({ relations, columns, types, unvalidatedNotNulls, functionFacts, views });
    const writability = new ColumnWritability(relations, columns, views);
    const sources = { relations, columns, types, nullability, writability, defaults, comments };
    return { ...sources, assembled: assembleColumns(sources) };
  });
  const othersRead = Promise.all([columnsRead, relationsRead]).then(() =>
    Promise.all([
      readConstraints(read),
      readUniqueIndexes(read),
      readSchemas(read),
      readExtensions(read),
      readFunctions(read),
    ]),
  );
  const [{ relations, columns, types, assembled }, others] = await Promise.all([columnsAssembled, othersRead]);
  const [constraints, uniqueIndexes, schemas, extensions, functions] = others;
  return {
    schemas: sorted(schemas, (schema) => schema.name),
    extensions: sorted(extensions, (extension) => extension.name),
    relations: assembleRelations({ relations, columns, assembled, constraints, uniqueIndexes }),
    ...assembleTypes(types, columns),
    functions: sorted(functions, functionKey),
  };
}

async function readRelationsAndViews(
  query: CatalogQuery,
): Promise<{ readonly relations: ReadonlyMap<number, CatalogRelation>; readonly views: ViewQueries }> {
  const relations = new Map((await readRelations(query)).map((relation) => [relation.oid, relation]));
  return { relations, views: readViewQueries(relations.values()) };
}

function sorted<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...values].sort((left, right) => byCodeUnit(key(left), key(right)));
}

/** Names cannot hold the separator. */
function functionKey(info: FunctionInfo): string {
  return [info.schema, info.name, info.identityArguments].join('\0');
}
