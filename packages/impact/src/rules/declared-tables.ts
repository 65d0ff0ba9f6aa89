import { DEFAULT_SCHEMA, partsOf, type RelationId, type TableDeclaration } from '@rowpact/model';
import type { ConsumerAt } from '../rule.js';

/**
 * The tables that a consumer declares for an ORM or query builder and that mean this relation. A type for rows is none: behind it
 * the code decides what is read, and those reads are known.
 */
export function declarationsOf({ consumer }: ConsumerAt, relation: RelationId): readonly TableDeclaration[] {
  const { schema, name } = partsOf(relation);
  const searched = consumer.searchPath.length > 0 ? consumer.searchPath : [DEFAULT_SCHEMA];
  return consumer.use.tables.filter(
    (declaration) =>
      declaration.caller !== 'row type' &&
      declaration.table === name &&
      (declaration.schema === null ? searched.includes(schema) : declaration.schema === schema),
  );
}
