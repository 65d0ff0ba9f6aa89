import { parseRelationId, quoteIdentifier, splitName } from '@rowpact/model';

/**
 * Reads what a contract calls foreign: `sessions` and `audit.entries` are relations, `audit.*` is a whole schema. Answers
 * one spelling for each, a relation id or `schema.*`; null where it is neither.
 */
export function parseForeignName(text: string): string | null {
  const schema = /^(?<schema>.+)\.\s*\*\s*$/su.exec(text)?.groups?.['schema'];
  if (schema === undefined) return text.trim() === '*' ? null : parseRelationId(text);
  const parts = splitName(schema);
  return parts?.length === 1 && parts[0] !== undefined ? wholeSchema(parts[0]) : null;
}

/** No relation id ends like this: a relation named `*` is quoted. */
function wholeSchema(schema: string): string {
  return `${quoteIdentifier(schema)}.*`;
}
