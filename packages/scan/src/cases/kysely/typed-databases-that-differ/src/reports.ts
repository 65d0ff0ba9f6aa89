import type { Kysely } from 'kysely';

export const camel = (db: Kysely<any>) => db.selectFrom('playerTeams').select(['playerId', 'playerTeams.teamId as homeTeam']).execute();

export const snake = (db: Kysely<any>) =>
  db.selectFrom('player_teams').select(({ fn }) => ['team_id', fn.countAll().as('playerCount')]).groupBy('team_id').orderBy('playerCount').execute();

export const counted = (db: Kysely<any>) =>
  db
    .with('teamSizes', (each) => each.selectFrom('player_teams').select(({ fn }) => ['team_id', fn.countAll().as('playerCount')]).groupBy('team_id'))
    .selectFrom('teamSizes')
    .select(['team_id', 'teamSizes.playerCount'])
    .execute();

export const within = (db: Kysely<any>) =>
  db.selectFrom('teams').select('name').where('id', 'in', db.selectFrom('playerTeams').select('teamId')).execute();
