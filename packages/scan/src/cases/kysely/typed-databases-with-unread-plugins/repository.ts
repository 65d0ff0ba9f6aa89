import type { Kysely } from 'kysely';

export const camel = (db: Kysely<any>) => db.selectFrom('playerTeams').select('playerId').execute();
export const plain = (db: Kysely<any>) => db.selectFrom('teams').select('name').execute();
