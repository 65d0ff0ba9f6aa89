import type { Kysely } from 'kysely';

export const odd = (db: Kysely<any>) => [
  (db as any).selectFrom().select('id').execute(),
  db.selectFrom('players').select([]).execute(),
  db.selectFrom('players').select('id').where('id', 'in', []).execute(),
  (db.insertInto('players') as any).values().execute(),
  db.insertInto('players').values([]).execute(),
  (db.selectFrom('players').select('id') as any).where().execute(),
  db.updateTable('players').set({}).where('id', '=', 1).execute(),
];
