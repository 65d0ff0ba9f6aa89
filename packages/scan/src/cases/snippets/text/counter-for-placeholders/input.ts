import { Pool } from 'pg';
const pool = new Pool();
export async function search(teamId?: number) {
  let i = 1;
  const values: unknown[] = ['active'];
  let text = `SELECT id FROM players WHERE status = $${i++}`;
  if (teamId) {
    text += ` AND team_id = $${i++}`;
    values.push(teamId);
  }
  return pool.query(text, values);
}
