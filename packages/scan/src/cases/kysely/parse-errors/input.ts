import type { Kysely } from 'kysely';

export const broken = (db: Kysely<any>) => {
  db.selectFrom('players').select('id').where('id', '=', ).execute(;
  const = 1;
  return db.selectFrom('teams').select('name').execute();
};
