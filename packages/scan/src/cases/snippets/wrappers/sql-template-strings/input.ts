import { Pool } from 'pg';
import SQL from 'sql-template-strings';
const pool = new Pool();
export const roster = (id: number) => pool.query(SQL`SELECT id FROM players WHERE team_id = ${id}`);
