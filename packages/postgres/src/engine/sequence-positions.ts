import type { SqlStatement } from '../migrations/sql-statement.js';
import type { EmbeddedDatabase } from './embedded-database.js';

/** Statements that can draw from a sequence. */
const DRAWING = new Set(['INSERT', 'COPY', 'SELECT', 'WITH', 'UPDATE', 'MERGE', 'DO', 'CALL', 'EXECUTE']);

/**
 * Remembers where the sequences stand, for a file that may have to run twice: a rollback does not set them back, and the
 * second run would give its rows other ids than a real database has.
 * @returns sets them back; it does nothing where no statement can move one.
 */
export async function rememberSequences(
  database: EmbeddedDatabase,
  statements: readonly SqlStatement[],
): Promise<() => Promise<void>> {
  if (!statements.some(canDraw)) return () => Promise.resolve();
  const [row] = await database.query(POSITIONS);
  const before = row?.['positions'];
  if (typeof before !== 'string') return () => Promise.resolve();
  return async () => {
    await database.query(RESTORE, [before]);
  };
}

function canDraw({ keyword, text }: SqlStatement): boolean {
  return DRAWING.has(keyword) || /\bnextval\b/i.test(text);
}

const POSITIONS = `
  SELECT json_agg(json_build_array(c.oid, s.last_value::text, s.is_called))::text AS positions
  FROM pg_catalog.pg_class c, pg_catalog.pg_get_sequence_data(c.oid) s
  WHERE c.relkind = 'S'`;

const RESTORE = `
  SELECT setval((entry ->> 0)::oid::regclass, (entry ->> 1)::bigint, (entry ->> 2)::boolean)
  FROM json_array_elements($1::json) AS entry`;
