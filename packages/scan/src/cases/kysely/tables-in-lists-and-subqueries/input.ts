import type { Kysely } from 'kysely';

export const pairs = (db: Kysely<any>) =>
  Promise.all([
    db.selectFrom(['players as p', 'teams']).select(['p.id', 'teams.name']).execute(),
    db.selectFrom((eb) => eb.selectFrom('games').select('home_id').distinct().as('hosts')).select('hosts.home_id').execute(),
    db.selectFrom([db.selectFrom('seasons').selectAll().as('s'), 'divisions as d']).selectAll('s').selectAll(['d']).execute(),
    db.with((cte) => cte('recent').materialized(), (qc) => qc.selectFrom('games').selectAll().limit(5)).selectFrom('recent').select('id').execute(),
    db
      .with('gone', (qc) => qc.deleteFrom('players').where('active', '=', false).returningAll())
      .insertInto('archive')
      .columns(['id', 'name'])
      .expression((eb) => eb.selectFrom('gone').select(['gone.id', 'gone.name']))
      .execute(),
  ]);
