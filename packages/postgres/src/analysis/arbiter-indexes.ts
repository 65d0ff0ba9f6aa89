import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { Asked } from './ask-statements.js';
import { CATALOG } from './found-uses.js';
import type { Reading } from './read-statement.js';

/**
 * `ON CONFLICT (email)` needs a unique index that fits, which only the planner looks for: it is asked for a plan, nothing runs. Where
 * exactly one index fits, the statement falls with it, and so with every column the index has.
 */
export async function findArbiters(database: EmbeddedDatabase, asked: readonly Asked[]): Promise<void> {
  const upserts = asked
    .filter((one) => one.kind === 'read')
    .filter(({ uses }) => [...uses.writes.values()].some(({ arbiter }) => arbiter?.constraint === 0));
  for (const upsert of upserts) await findArbiter(database, upsert);
}

async function findArbiter(database: EmbeddedDatabase, { text, uses }: Reading): Promise<void> {
  const names = await plannedArbiters(database, text);
  const [name] = names;
  if (name === undefined || names.length > 1) return;
  const targets = [...uses.writes].flatMap(([relation, { arbiter }]) => (arbiter ? [relation] : []));
  const rows = await database.query(
    `SELECT i.indexrelid::text AS oid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ANY ($1::oid[]) AND c.relname = $2`,
    [`{${targets.join(',')}}`, name],
  );
  for (const row of rows) uses.object(CATALOG.relation, Number(row['oid']));
}

async function plannedArbiters({ pglite, exec }: EmbeddedDatabase, text: string): Promise<readonly string[]> {
  await exec('BEGIN');
  try {
    // The simple protocol: only there a generic plan needs no values.
    const [result] = await pglite.exec(`EXPLAIN (GENERIC_PLAN, FORMAT JSON)\n${text}`);
    return [...new Set(arbitersIn(result?.rows ?? []))];
  } catch {
    // No index fits: that is a fault of the statement's when it runs, and nothing it falls with.
    return [];
  } finally {
    await exec('ROLLBACK');
  }
}

function arbitersIn(plan: unknown): readonly string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]: [string, unknown]) =>
    key === 'Conflict Arbiter Indexes' && Array.isArray(value) ? value.map(String) : arbitersIn(value),
  );
}
