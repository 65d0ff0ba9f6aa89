import { type Kysely } from 'kysely';
import { jsonArrayFrom, jsonBuildObject, jsonObjectFrom } from 'kysely/helpers/postgres';

export function teamsWithPlayers(db: Kysely<any>) {
  return db
    .selectFrom('teams')
    .select((eb) => [
      'teams.id',
      jsonArrayFrom(
        eb.selectFrom('players').select(['players.id', 'players.name']).whereRef('players.team_id', '=', 'teams.id').orderBy('players.name'),
      ).as('players'),
      jsonObjectFrom(eb.selectFrom('coaches').selectAll('coaches').whereRef('coaches.team_id', '=', 'teams.id')).as('coach'),
      jsonBuildObject({ name: eb.ref('teams.name'), size: eb.fn.coalesce('teams.size', eb.lit(0)) }).as('summary'),
    ])
    .execute();
}
