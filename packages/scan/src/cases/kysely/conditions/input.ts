import { sql, type Kysely } from 'kysely';

export function search(db: Kysely<any>, name: string, ids: number[], team: { id: number }) {
  return db
    .selectFrom('players')
    .selectAll('players')
    .where('name', 'ilike', `%${name}%`)
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .where(({ eb, and, or, not, exists, selectFrom }) =>
      and([
        or([eb('jersey_number', '>', 10), eb('jersey_size', '=', 'XL')]),
        not(exists(selectFrom('suspensions').select('suspensions.id').whereRef('suspensions.player_id', '=', 'players.id'))),
      ]),
    )
    .where((eb) => eb.and({ team_id: team.id, is_public: true }))
    .where((eb) => eb.between('date_of_birth', '2010-01-01', '2012-12-31'))
    .where(sql<boolean>`age(date_of_birth) > ${sql.lit('10 years')}::interval`)
    .where('team_id', 'not in', (eb) => eb.selectFrom('teams').select('id').where('archived', '=', true))
    .whereRef('updated_at', '>', 'created_at')
    .execute();
}
