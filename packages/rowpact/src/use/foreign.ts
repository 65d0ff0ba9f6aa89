import {
  partsOf,
  quoteIdentifier,
  type RefusedStatement,
  relationId,
  type ScanSettings,
  splitName,
  DEFAULT_SCHEMA,
} from '@rowpact/model';

/** SQLSTATEs that say a relation or its schema is not there. */
const NOT_THERE: ReadonlySet<string> = new Set(['42P01', '3F000']);

/** Whether a refusal only says that the statement is about another database, by the contract's `scan.foreign`. */
export function isForeign(refused: RefusedStatement, { foreign }: Pick<ScanSettings, 'foreign'>): boolean {
  if (foreign.length === 0 || !NOT_THERE.has(refused.sqlstate) || refused.mentions.length === 0) return false;
  return refused.mentions.some((relation) => {
    const { schema } = partsOf(relation);
    return foreign.some((entry) => relation === idOf(entry) || entry === `${quoteIdentifier(schema)}.*`);
  });
}

function idOf(entry: string): string | null {
  const [first, second] = splitName(entry) ?? [];
  if (first === undefined) return null;
  return second === undefined ? relationId(DEFAULT_SCHEMA, first) : relationId(first, second);
}

/** Whether a refusal may come from the statement being meant for another producer's database. */
export function saysNotThere({ sqlstate }: RefusedStatement): boolean {
  return NOT_THERE.has(sqlstate);
}
