import type { EmbeddedDatabase } from '@rowpact/postgres';

export type AnsweredRow = Readonly<Record<string, unknown>>;

const asText = (value: string): string => value;
/** `json` and `jsonb`: their null is another thing than SQL's, so they are left as text. */
const PARSERS = { 114: asText, 3802: asText };

/**
 * The rows of a statement, which leaves nothing behind; json as text. Null where it fails over the data: a subquery with two rows, a
 * key that is there.
 */
export async function rowsOf(database: EmbeddedDatabase, text: string): Promise<readonly AnsweredRow[] | null> {
  await database.exec('begin');
  try {
    return (await database.pglite.query<AnsweredRow>(text, [], { parsers: PARSERS })).rows;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return null;
  } finally {
    await database.exec('rollback');
  }
}
