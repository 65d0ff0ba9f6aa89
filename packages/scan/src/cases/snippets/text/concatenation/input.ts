import { Pool } from 'pg';
const pool = new Pool();
export const roster = (id: number) =>
  pool.query('SELECT id, name ' + 'FROM players ' + "WHERE team_id = $1", [id]);
