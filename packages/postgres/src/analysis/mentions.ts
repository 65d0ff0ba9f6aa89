import type { RelationId } from '@rowpact/model';
import { byCodeUnit, quoteIdentifier, relationId } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';

/** Asks, in the session's search path, which relations a refused text names; PostgreSQL hands out no tree of what it refuses. */
export async function findMentions(
  database: EmbeddedDatabase,
  texts: readonly string[],
): Promise<readonly (readonly RelationId[])[]> {
  if (texts.length === 0) return [];
  const { parse } = await import('libpg-query');
  const named: (readonly string[])[] = [];
  for (const text of texts) named.push(await parse(text).then(namesIn, () => []));
  const found = await lookUp(database, [...new Set(named.flat())]);
  return named.map((names) => [...new Set(names.flatMap((name) => found.get(name) ?? []))].sort(byCodeUnit));
}

/** Every relation that a parser's tree names, as SQL writes it; names of CTEs among them, which no catalog knows. */
function namesIn(tree: unknown): readonly string[] {
  const names: string[] = [];
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('relname' in value && typeof value.relname === 'string') {
      const schema = 'schemaname' in value && typeof value.schemaname === 'string' ? value.schemaname : null;
      const name = quoteIdentifier(value.relname);
      names.push(schema === null ? name : `${quoteIdentifier(schema)}.${name}`);
    }
    for (const entry of Object.values(value)) open.push(entry);
  }
  return names;
}

async function lookUp(database: EmbeddedDatabase, names: readonly string[]): Promise<ReadonlyMap<string, RelationId>> {
  if (names.length === 0) return new Map();
  const rows = await database.query(
    `SELECT name, n.nspname::text AS schema, c.relname::text AS relation
    FROM pg_catalog.unnest($1::text[]) AS name JOIN pg_catalog.pg_class c ON c.oid = to_regclass(name)
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    [names],
  );
  return new Map(rows.map((row) => [String(row['name']), relationId(String(row['schema']), String(row['relation']))]));
}
