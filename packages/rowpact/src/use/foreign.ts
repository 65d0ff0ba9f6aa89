import {
  DEFAULT_SCHEMA,
  partsOf,
  quoteIdentifier,
  type RefusedStatement,
  type RelationId,
  relationId,
  type ScanSettings,
} from '@rowpact/model';

/** SQLSTATEs that say a relation or its schema is not there. */
const NOT_THERE: ReadonlySet<string> = new Set(['42P01', '3F000']);

/**
 * Whether a refusal only says that the statement is about another database: by the contract's `scan.foreign`, or because
 * another producer of the same consumer has what is not there.
 */
export function isAboutForeign(
  refused: RefusedStatement,
  settings: Pick<ScanSettings, 'foreign'>,
  elsewhere: ReadonlySet<RelationId>,
): boolean {
  if (!NOT_THERE.has(refused.sqlstate)) return false;
  const named = namedIn(refused.message);
  if (named !== null && elsewhere.has(named)) return true;
  return [...(named === null ? [] : [named]), ...refused.mentions].some((relation) => isForeign(relation, settings));
}

const MISSING_RELATION = /^relation "(?:(?<schema>[^"]+?)\.)?(?<name>[^".]+)" does not exist$/u;
const MISSING_SCHEMA = /^schema "(?<schema>[^"]+)" does not exist$/u;

/** What PostgreSQL says is not there: the one name in the statement that cannot be looked up in its catalog. */
function namedIn(message: string): RelationId | null {
  const relation = MISSING_RELATION.exec(message)?.groups;
  if (relation) return relationId(relation['schema'] ?? DEFAULT_SCHEMA, relation['name'] ?? '');
  const schema = MISSING_SCHEMA.exec(message)?.groups?.['schema'];
  return schema === undefined ? null : relationId(schema, '*');
}

/** Whether a contract says of a relation that it lives in another database: by its id, or as `schema.*`. */
export function isForeign(relation: RelationId, { foreign }: Pick<ScanSettings, 'foreign'>): boolean {
  return foreign.includes(relation) || foreign.includes(`${quoteIdentifier(partsOf(relation).schema)}.*`);
}
