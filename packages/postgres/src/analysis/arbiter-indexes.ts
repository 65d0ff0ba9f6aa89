import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { Asked } from './ask-statements.js';
import { exchange } from './exchange.js';
import { CATALOG } from './found-uses.js';
import type { Reading } from './read-statement.js';
import { queryMessage } from './wire-messages.js';

/**
 * `ON CONFLICT (email)` needs a unique index that fits, which only the planner looks for: it is asked for a plan, nothing runs. Where
 * exactly one index fits, the statement falls with it, and so with every column the index has.
 */
export async function findArbiters(database: EmbeddedDatabase, asked: readonly Asked[]): Promise<void> {
  const upserts = asked
    .filter((one) => one.kind === 'read')
    .filter(({ uses }) => [...uses.writes.values()].some(({ arbiter }) => arbiter?.constraint === 0));
  if (upserts.length === 0) return;
  const planned = await plan(database, upserts);
  const wanted = upserts.flatMap((upsert, at) => {
    const [name, ...others] = planned[at] ?? [];
    // With two that fit, either may go.
    return name === undefined || others.length > 0 ? [] : targetsOf(upsert).map((table) => ({ upsert, table, name }));
  });
  const indexes = await lookUp(database, wanted);
  for (const { upsert, table, name } of wanted) {
    const index = indexes.get(`${table} ${name}`);
    if (index !== undefined) upsert.uses.object(CATALOG.relation, index);
  }
}

function targetsOf({ uses }: Reading): readonly number[] {
  return [...uses.writes].flatMap(([relation, { arbiter }]) => (arbiter?.constraint === 0 ? [relation] : []));
}

/** The names of the indexes that fit, by statement; none where the planner finds none and the statement fails when it runs. */
async function plan(database: EmbeddedDatabase, upserts: readonly Reading[]): Promise<readonly (readonly string[])[]> {
  const replies = await exchange(database, [
    // The session is set to hand out trees.
    queryMessage('SET debug_print_parse = off'),
    // The simple protocol: only there a generic plan needs no values.
    ...upserts.map(({ text }) => queryMessage(`EXPLAIN (GENERIC_PLAN, FORMAT JSON)\n${text}`)),
    queryMessage('SET debug_print_parse = on'),
  ]);
  const plans: string[][] = [[]];
  for (const { kind, values = [] } of replies) {
    if (kind === 'Z') plans.push([]);
    else plans.at(-1)?.push(...values.flatMap((value) => (value === null ? [] : arbitersIn(JSON.parse(value)))));
  }
  return plans.slice(1).map((names) => [...new Set(names)]);
}

function arbitersIn(found: unknown): readonly string[] {
  if (typeof found !== 'object' || found === null) return [];
  return Object.entries(found).flatMap(([key, value]: [string, unknown]) =>
    key === 'Conflict Arbiter Indexes' && Array.isArray(value) ? value.map(String) : arbitersIn(value),
  );
}

async function lookUp(
  database: EmbeddedDatabase,
  wanted: readonly { readonly table: number; readonly name: string }[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query(
    `SELECT i.indrelid::text AS relation, c.relname::text AS name, c.oid::text AS oid
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ANY ($1::oid[]) AND c.relname = ANY ($2::text[])`,
    [`{${wanted.map(({ table }) => table).join(',')}}`, wanted.map(({ name }) => name)],
  );
  return new Map(rows.map((row) => [`${String(row['relation'])} ${String(row['name'])}`, Number(row['oid'])]));
}
