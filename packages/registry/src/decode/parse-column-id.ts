import { columnId, DEFAULT_SCHEMA, relationId, splitName, type ColumnId } from '@rowpact/model';

/** Reads `relation.column` or `schema.relation.column`, parts quoted as SQL writes them; null where it is neither. */
export function parseColumnId(text: string): ColumnId | null {
  const parts = splitName(text);
  const [schema, relation, column] = parts?.length === 2 ? [DEFAULT_SCHEMA, ...parts] : (parts ?? []);
  if (parts === null || parts.length > 3) return null;
  if (schema === undefined || relation === undefined || column === undefined) return null;
  return columnId(relationId(schema, relation), column);
}
