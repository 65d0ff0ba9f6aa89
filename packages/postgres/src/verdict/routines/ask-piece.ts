import { quoteIdentifier } from '@rowpact/model';
import type { RefusedAnswer } from '../../analysis/answer.js';
import { exchange, type Reply } from '../../analysis/exchange.js';
import { refusalOf } from '../../analysis/refusal-of.js';
import { isTooDeep } from '../../analysis/nesting.js';
import { queryMessage } from '../../analysis/wire-messages.js';
import { textOf } from '../../catalog/catalog-query.js';
import type { EmbeddedDatabase } from '../../engine/embedded-database.js';

/** A name that a piece can use, and its type as SQL reads it. */
export interface TypedName {
  /** Null where it can only be called `$1`. */
  readonly name: string | null;
  readonly type: string;
}

/** PostgreSQL's answer about a piece: its analysed tree, or why not. */
export type PieceAnswer =
  | { readonly kind: 'tree'; readonly tree: string }
  | { readonly kind: 'refused'; readonly refusal: RefusedAnswer }
  /** The engine has not room enough for it. */
  | { readonly kind: 'too deep' };

/**
 * Lets PostgreSQL analyse one statement as the body of a function with these parameters: they are named in it as the variables of a
 * PL/pgSQL routine are. In a transaction that the caller rolls back; nothing runs.
 * @param routine - the routine's own name, by which its parameters may be called too.
 */
export async function askPiece(
  database: EmbeddedDatabase,
  routine: string,
  text: string,
  names: readonly TypedName[],
): Promise<PieceAnswer> {
  if (isTooDeep(text) || text.includes('\0')) return { kind: 'too deep' };
  const list = names.map(({ name, type }) => (name === null ? type : `${quoted(name)} ${type}`)).join(', ');
  const head = `CREATE FUNCTION pg_temp.${quoteIdentifier(routine)} (${list}) RETURNS void LANGUAGE sql BEGIN ATOMIC\n`;
  const replies = await exchange(database, [
    queryMessage('SAVEPOINT rowpact_piece'),
    queryMessage(`${head}${text}\n; END`),
  ]);
  try {
    const error = replies.find(({ kind }) => kind === 'E');
    if (error) return { kind: 'refused', refusal: placedIn(text, head, error) };
    if (replies.filter(({ kind }) => kind === 'Z').length < 2) return { kind: 'too deep' };
    const [row] = await database.query(
      `SELECT prosqlbody::text AS tree FROM pg_catalog.pg_proc
      WHERE pronamespace = pg_catalog.pg_my_temp_schema() AND proname = $1 AND prosqlbody IS NOT NULL`,
      [routine],
    );
    return row ? { kind: 'tree', tree: textOf(row, 'tree') } : { kind: 'too deep' };
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_piece');
  }
}

/** The error, with its place in the text; without one where it points at the parameters. */
function placedIn(text: string, head: string, error: Reply): RefusedAnswer {
  // Places are counted in characters, not in code units.
  const before = Array.from(head).length;
  const refusal = refusalOf(text, error, before);
  const isInside = Number(error.fields?.get('P') ?? 0) > before;
  return isInside ? refusal : { ...refusal, offset: null };
}

/** Always in quotes: a variable can be named by a word that no parameter's name can be. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
