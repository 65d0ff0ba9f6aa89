import { Kysely, type SelectQueryBuilder } from 'kysely';

const COLUMNS = ['id', 'name as full_name'] as const;
const SORTABLE = { name: 'players.name', born: 'players.date_of_birth' } as const;

export function list(db: Kysely<any>, sort: string, direction: 'asc' | 'desc', columns: string[], key: keyof typeof SORTABLE) {
  return Promise.all([
    db.selectFrom('players').select(COLUMNS).execute(),
    db.selectFrom('players').select([...COLUMNS, 'team_id']).execute(),
    db.selectFrom('players').select(columns).where('id', '=', 1).execute(),
    db.selectFrom('players').select(['id', ...columns]).execute(),
    db.selectFrom('players').select('id').orderBy(sort, direction).execute(),
    db.selectFrom('players').select('id').orderBy('name', sort === 'x' ? 'asc' : 'desc').execute(),
    db.selectFrom('players').select('id').orderBy(SORTABLE[key]).execute(),
    db.selectFrom('players').select('id').where(sort, '=', 1).where('team_id', '=', 2).execute(),
    db.selectFrom('players').select('id').where('team_id', sort as any, 2).execute(),
    db.selectFrom('players').select((eb) => [eb.ref(sort).as('sorted'), 'id']).execute(),
  ]);
}
