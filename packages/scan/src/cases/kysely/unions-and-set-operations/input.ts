import type { Kysely } from 'kysely';

export const people = (db: Kysely<any>) =>
  db
    .selectFrom('players')
    .select(['id', 'name'])
    .union(db.selectFrom('coaches').select(['id', 'name']))
    .unionAll((eb) => eb.parens(eb.selectFrom('parents').select(['id', 'name']).except(eb.selectFrom('banned').select(['id', 'name']))))
    .intersect([db.selectFrom('members').select(['id', 'name'])])
    .orderBy('name')
    .execute();
