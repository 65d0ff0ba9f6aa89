import { Pool } from 'pg';
const pool = new Pool();
export async function roster(teamId: number) {
  const { rows } = await pool.query('SELECT id, name FROM players WHERE team_id = $1', [teamId]);
  return rows;
}
