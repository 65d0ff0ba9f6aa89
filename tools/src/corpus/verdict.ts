import { protocol } from '@electric-sql/pglite';
import type { EmbeddedDatabase } from '@rowpact/postgres';

/** What PostgreSQL says of a text, asked in its own words and not through our analysis. */
export interface Verdict {
  readonly error: string | null;
  /** Names, types and sources of the result's columns, as one text to compare. */
  readonly columns: string;
}

/** Describes a statement; an upsert is planned too, since only the planner looks for its index. */
export async function verdictOf(database: EmbeddedDatabase, text: string): Promise<Verdict> {
  return inSavepoint(database, async () => {
    const columns = await describe(database, text);
    const error = /\bon\s+conflict\b/i.test(text) ? await planError(database, text) : null;
    return { error, columns };
  }).catch((error: unknown) => ({ error: wordsOf(error), columns: '' }));
}

/**
 * How PostgreSQL reads a statement, printed from what it has understood, every name resolved; null for one that no function's body
 * can hold.
 */
export async function readingOf(database: EmbeddedDatabase, text: string): Promise<string | null> {
  return inSavepoint(database, async () => {
    const { queryParams, resultFields } = await database.pglite.describeQuery(text);
    const types = queryParams.map(({ dataTypeID }) => dataTypeID).join(',');
    const [named] =
      await database.query(`SELECT coalesce(string_agg(format_type(oid, NULL), ',' ORDER BY at), '') AS types
      FROM unnest('{${types}}'::oid[]) WITH ORDINALITY AS t(oid, at)`);
    const returns = resultFields.length === 0 ? 'void' : 'SETOF record';
    await database.exec(`CREATE FUNCTION pg_temp._reading(${String(named?.['types'])}) RETURNS ${returns}
      LANGUAGE sql BEGIN ATOMIC\n${text.replace(/;\s*$/, '')}\n; END`);
    const [row] = await database.query(
      `SELECT pg_get_function_sqlbody(oid) AS body FROM pg_proc WHERE proname = '_reading'`,
    );
    return String(row?.['body']);
  }).catch(() => null);
}

/** The columns as the wire protocol describes them; PGlite's own call leaves out where they come from. */
async function describe({ pglite }: EmbeddedDatabase, text: string): Promise<string> {
  const { serialize } = protocol;
  const sent = [serialize.parse({ text }), serialize.describe({ type: 'S' }), serialize.sync()];
  const { messages } = await pglite.execProtocol(Buffer.concat(sent), { syncToFs: false });
  const described = messages.find((message) => message.name === 'rowDescription');
  if (!described || !('fields' in described)) return '[]';
  // That is what the message of this name holds.
  const fields = described.fields as readonly { name: string; tableID: number; columnID: number; dataTypeID: number }[];
  return JSON.stringify(fields.map(({ name, tableID, columnID, dataTypeID }) => [name, tableID, columnID, dataTypeID]));
}

async function planError({ pglite }: EmbeddedDatabase, text: string): Promise<string | null> {
  return pglite.exec(`EXPLAIN (GENERIC_PLAN)\n${text}`).then(() => null, wordsOf);
}

/** Leaves the transaction as it was, whatever fails. */
async function inSavepoint<T>(database: EmbeddedDatabase, work: () => Promise<T>): Promise<T> {
  const isOuter = !database.inTransaction();
  await database.exec(isOuter ? 'BEGIN; SAVEPOINT verdict' : 'SAVEPOINT verdict');
  try {
    return await work();
  } finally {
    await database.exec(isOuter ? 'ROLLBACK' : 'ROLLBACK TO SAVEPOINT verdict');
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${String(error.code)} ${error.message}` : error.message;
}
