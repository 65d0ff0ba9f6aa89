import type { Kysely } from 'kysely';
import type { Database } from './types.js';

export class PlayerRepository {
  constructor(private readonly db: Kysely<Database>) {}
  ofTeam = (teamId: number) =>
    this.db.selectFrom('playerTeams').select(['playerId', 'addressLine2']).where('teamId', '=', teamId).execute();
}

export const latest = (db: Kysely<Database>) =>
  db.selectFrom('playerTeams').select(({ fn }) => fn.max('joinedAt').as('lastJoined')).executeTakeFirst();
