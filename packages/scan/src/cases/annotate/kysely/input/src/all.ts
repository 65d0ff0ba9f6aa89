import { type Kysely, sql } from 'kysely';

export const all = (db: Kysely<unknown>) => sql`SELECT id FROM players`.execute(db);
