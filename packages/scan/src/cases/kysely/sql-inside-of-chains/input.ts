import { sql, type Kysely } from 'kysely';

export function report(db: Kysely<any>, zone: string, column: string, order: string) {
  return Promise.all([
    db.selectFrom(sql<{ id: number }>`generate_series(1, ${10})`.as('n')).select('n.id').execute(),
    db.selectFrom('games').select(sql<string>`to_char(played_at at time zone ${zone}, 'YYYY')`.as('year')).execute(),
    db.selectFrom('games').select([sql.ref('games.score').as('score'), sql`${sql.table('games')}.id`.as('id')]).execute(),
    db.selectFrom('games').select('id').where(sql`${sql.ref(column)}`, '=', 1).execute(),
    db.selectFrom('games').select('id').orderBy(sql`score ${sql.raw(order)}`).execute(),
    db.selectFrom('games').select('id').where(sql<boolean>`id in (${sql.join([1, 2, 3])})`).execute(),
    db.selectFrom('games').select('id').where('id', '=', sql<number>`any(${[1, 2]}::int[])`).execute(),
    db.updateTable('games').set({ score: sql`score + ${1}` }).where(sql.id('league', 'games', 'id'), '=', 4).execute(),
  ]);
}

export const unrelated = (db: Kysely<any>) => sql`select 1 from players`.execute(db);
