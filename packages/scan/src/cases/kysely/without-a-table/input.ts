import { sql, type Kysely } from 'kysely';

export const ready = (db: Kysely<any>) =>
  db.selectNoFrom((eb) => [eb.exists(eb.selectFrom('players').select('id').where('active', '=', true)).as('any'), sql`now()`.as('at')]).executeTakeFirstOrThrow();
