import { type DatabasePool, sql } from 'slonik';
const TEAMS = sql.typeAlias('void')`SELECT id FROM teams`;
export const teams = (pool: DatabasePool) => pool.oneFirst(TEAMS);
