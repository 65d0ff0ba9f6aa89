import { partsOf, splitName, type RelationId } from '@rowpact/model';

const CALL = /\b(?:nextval|currval|setval)\s*\(\s*'((?:[^']|'')+)'/giu;

/** Whether SQL calls `nextval`, `currval` or `setval` with the name of this sequence, with or without its schema. */
export function drawsFrom(sql: string, sequence: RelationId): boolean {
  const { schema, name } = partsOf(sequence);
  return [...sql.matchAll(CALL)].some(([, text = '']) => {
    const parts = splitName(text.replaceAll("''", "'"));
    return parts?.at(-1) === name && (parts.length === 1 || parts.at(-2) === schema);
  });
}
