import { type Kysely, sql } from 'kysely';
export const odd = (db: Kysely<unknown>, id: number) =>
  sql`SELECT id FROM players WHERE ${sql.join([sql`active`, sql`team_id = ${id}`], sql` AND `)}`.execute(db);
