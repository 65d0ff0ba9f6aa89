import { type Kysely, sql } from 'kysely';
export const wipe = (db: Kysely<unknown>, table: string) => sql`TRUNCATE ${sql.table(table)}`.execute(db);
