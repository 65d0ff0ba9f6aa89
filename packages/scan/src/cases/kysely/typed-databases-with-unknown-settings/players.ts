import type { Kysely } from 'kysely';

export const all = (db: Kysely<any>) => db.selectFrom('playerTeams').select('playerId').execute();
