import { nonconformity, type ResultColumn } from '@rowpact/model';
import type { AnsweredRow } from './rows-of.js';

/** What in a column of these rows is not as the analysis says: NULL where there is none, JSON of another shape, another text; null where all is. */
export function columnFault(
  { name, nullable, json, literals }: ResultColumn,
  rows: readonly AnsweredRow[],
): string | null {
  for (const row of rows) {
    const value = row[name] ?? null;
    if (value === null && !nullable) return 'is NULL';
    if (typeof value === 'string' && literals?.includes(value) === false) return `is ${JSON.stringify(value)}`;
    const fault = json && typeof value === 'string' ? nonconformity(JSON.parse(value), json) : null;
    if (fault !== null) return `has${fault.startsWith(':') ? '' : ' '}${fault}`;
  }
  return null;
}
