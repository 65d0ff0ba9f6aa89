import { partsOf, quoteIdentifier, type RefusedStatement, type RelationId, type ScanSettings } from '@rowpact/model';

/** SQLSTATEs that say a relation or its schema is not there. */
const NOT_THERE: ReadonlySet<string> = new Set(['42P01', '3F000']);

/** Whether a refusal only says that the statement is about another database, by the contract's `scan.foreign`. */
export function isAboutForeign(refused: RefusedStatement, settings: Pick<ScanSettings, 'foreign'>): boolean {
  if (settings.foreign.length === 0 || !NOT_THERE.has(refused.sqlstate)) return false;
  return refused.mentions.some((relation) => isForeign(relation, settings));
}

/** Whether a contract says of a relation that it lives in another database: by its id, or as `schema.*`. */
export function isForeign(relation: RelationId, { foreign }: Pick<ScanSettings, 'foreign'>): boolean {
  return foreign.includes(relation) || foreign.includes(`${quoteIdentifier(partsOf(relation).schema)}.*`);
}
