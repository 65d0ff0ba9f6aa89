import type { Kysely } from 'kysely';

export const count = (db: Kysely<any>) => {
  const page = db.selectFrom('players').select('name').where('active', '=', true).orderBy('name').limit(5).offset(5).groupBy('name');
  return page.clearSelect().clearOrderBy().clearLimit().clearOffset().clearGroupBy().clearWhere().select((eb) => eb.fn.countAll().as('n')).execute();
};
