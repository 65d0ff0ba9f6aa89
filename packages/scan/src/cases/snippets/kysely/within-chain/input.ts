import { Kysely, sql } from 'kysely';
export const roster = (db: Kysely<any>) =>
  db.selectFrom('players').select(['id', sql<number>`count(*)`.as('n')]).where(sql<boolean>`active`).execute();
