import type { Kysely } from 'kysely';

export const later = (db: Kysely<any>) =>
  Promise.all([
    (db.selectFrom('players').select('id') as any).qualify('rank', '<', 3).where('active', '=', true).execute(),
    db.selectFrom('players').select(1 as any).execute(),
    db.selectFrom('players').select('id').where('a.b.c.d', '=', 1).execute(),
    db.insertInto('players').ignore().values({ name: 'Ann' }).execute(),
    db.selectFrom('players').select('id').where('name', 'resembles' as any, 'x').execute(),
  ]);
