import { type Kysely, type SelectQueryBuilder, type ExpressionBuilder, sql } from 'kysely';
import { visible } from './filters.js';

function paginate<O>(qb: SelectQueryBuilder<any, 'players', O>, page: number) {
  return qb.limit(20).offset(page * 20);
}

function inTeam(eb: ExpressionBuilder<any, 'players'>, team: number) {
  return eb.exists(eb.selectFrom('player_teams').select('player_teams.team_id').whereRef('player_teams.player_id', '=', 'players.id').where('team_id', '=', team));
}

const isAdult = sql<boolean>`players.date_of_birth < now() - interval '18 years'`;

export async function page(db: Kysely<any>, number: number, team: number) {
  const query = db.selectFrom('players').select('players.name').where((eb) => inTeam(eb, team)).where(isAdult);
  return await paginate(query, number).$call(visible).execute();
}
