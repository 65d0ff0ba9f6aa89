import type { Kysely } from 'kysely';

export function list(db: Kysely<any>, column: string, table: 'players' | 'coaches') {
  const { ref } = db.dynamic;
  return Promise.all([
    db.selectFrom('players').select([ref<any>('players.name'), 'id']).orderBy(ref('name')).execute(),
    db.selectFrom('players').select([ref(column), 'id']).execute(),
    db.selectFrom('players').select('id').where(ref(column), '=', 1).execute(),
    db.selectFrom(db.dynamic.table(table).as('t')).select('t.id').execute(),
  ]);
}
