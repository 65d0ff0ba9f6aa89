import { type Kysely } from 'kysely';

export const sizes = (db: Kysely<any>) =>
  db
    .selectFrom('player_teams')
    .innerJoin('teams', 'teams.id', 'player_teams.team_id')
    .select((eb) => ['teams.name', eb.fn.count('player_teams.player_id').distinct().as('players'), eb.fn.max('joined_on').as('latest')])
    .groupBy(['teams.id', 'teams.name'])
    .having((eb) => eb.fn.count('player_teams.player_id'), '>', 5)
    .orderBy('teams.name desc')
    .orderBy('players', 'asc')
    .orderBy((eb) => eb.fn.max('joined_on'), (ob) => ob.desc().nullsLast())
    .limit(20)
    .offset(40)
    .execute();

export const latest = (db: Kysely<any>) =>
  db.selectFrom('payments').distinctOn(['player_id']).selectAll().orderBy(['player_id', 'paid_at desc']).forUpdate().skipLocked().execute();
