import { type Kysely, sql } from 'kysely';
export async function roster(db: Kysely<unknown>) {
  const query = sql`SELECT id FROM players`;
  const { rows } = await query.execute(db);
  return rows;
}
