import { CamelCasePlugin, Kysely, ParseJSONResultsPlugin, PostgresDialect } from 'kysely';

export const db = new Kysely<any>({
  dialect: new PostgresDialect({ pool: {} as any }),
  plugins: [new CamelCasePlugin(), new ParseJSONResultsPlugin()],
});

export const born = (id: number) =>
  db.selectFrom('playerTeams').innerJoin('players', 'players.id', 'playerTeams.playerId').select(['players.dateOfBirth', 'teamId as homeTeam']).where('playerTeams.playerId', '=', id).execute();
