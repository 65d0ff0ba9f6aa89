import { Kysely, WithSchemaPlugin } from 'kysely';

export function stats(db: Kysely<any>, tenant: string) {
  const archived = db.withSchema('archive');
  return Promise.all([
    db.withSchema('stats').selectFrom('games').innerJoin('teams', 'teams.id', 'games.home_id').select('games.id').execute(),
    db.selectFrom('stats.games as g').select(['g.id', 'stats.games.score']).execute(),
    archived.deleteFrom('players').where('id', '=', 1).execute(),
    db.withPlugin(new WithSchemaPlugin('audit')).insertInto('log').values({ entry: 'x' }).execute(),
    db.withSchema(tenant).selectFrom('settings').select('value').execute(),
  ]);
}
