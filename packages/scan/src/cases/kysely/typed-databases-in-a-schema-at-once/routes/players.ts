import { Kysely } from 'kysely';

export const register = (app: any, { db }: { db: Kysely<any> }) => {
  app.get('/players', () => db.selectFrom('playerTeams').selectAll().where('teamId', '=', 1).execute());
};
