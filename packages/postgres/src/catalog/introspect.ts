import { byCodeUnit, type FunctionInfo, type Snapshot } from '@rowpact/model';
import { assembleRelations } from './assemble-relations.js';
import { assembleTypes } from './assemble-types.js';
import { ColumnNullability, mentionedFunctions, readViewQueries } from './column-nullability.js';
import { ColumnWritability } from './column-writability.js';
import type { CatalogQuery } from './catalog-query.js';
import { inCatalogTransaction } from './catalog-transaction.js';
import { readFunctionFacts } from './proven-functions.js';
import { readColumnComments, readColumns, readDefaults, readUnvalidatedNotNulls } from './read-columns.js';
import { readConstraints, readUniqueIndexes } from './read-constraints.js';
import { readFunctions } from './read-functions.js';
import { readRelations } from './read-relations.js';
import { readExtensions, readSchemas } from './read-schemas.js';
import { readTypeTable } from './type-table.js';

/**
 * The whole schema of the database behind `query`: one repeatable-read, read-only transaction with the same few
 * statements whatever there is to read. Works on PostgreSQL 12 to 18 and on PGlite. The connection must stand in no
 * transaction, and must run each statement before the next one.
 */
export function introspect(query: CatalogQuery): Promise<Snapshot> {
  return inCatalogTransaction(query, {}, () => readSnapshot(query));
}

/** {@link introspect} for a caller that has a catalog transaction open. */
export async function readSnapshot(query: CatalogQuery): Promise<Snapshot> {
  const relations = new Map((await readRelations(query)).map((relation) => [relation.oid, relation]));
  const columns = await readColumns(query);
  const types = await readTypeTable(query, columns);
  const functionFacts = await readFunctionFacts(query, mentionedFunctions(relations.values()));
  const views = readViewQueries(relations.values());
  const unvalidatedNotNulls = await readUnvalidatedNotNulls(query);
  const nullability = new ColumnNullability({
    relations,
    columns,
    types,
    unvalidatedNotNulls,
    functions: functionFacts,
    views,
  });
  return {
    schemas: sorted(await readSchemas(query), (schema) => schema.name),
    extensions: sorted(await readExtensions(query), (extension) => extension.name),
    relations: assembleRelations({
      relations,
      columns,
      types,
      nullability,
      writability: new ColumnWritability(relations, columns, views),
      defaults: await readDefaults(query),
      comments: await readColumnComments(query),
      constraints: await readConstraints(query),
      uniqueIndexes: await readUniqueIndexes(query),
    }),
    ...assembleTypes(types, columns),
    functions: sorted(await readFunctions(query), functionKey),
  };
}

function sorted<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...values].sort((left, right) => byCodeUnit(key(left), key(right)));
}

/** Names cannot hold the separator. */
function functionKey(info: FunctionInfo): string {
  return [info.schema, info.name, info.identityArguments].join('\0');
}
