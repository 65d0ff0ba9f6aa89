import type { Database } from './database.js';

export const all = (database: Database) => database.selectFrom('playerTeams').select('playerId').execute();
