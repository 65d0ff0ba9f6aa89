import { type Kysely, type RawBuilder, sql } from 'kysely';
export const search = (db: Kysely<unknown>, where: RawBuilder<boolean>) =>
  sql`SELECT id FROM players WHERE ${where}`.execute(db);
