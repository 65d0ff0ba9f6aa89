import { Pool } from 'pg';
const pool = new Pool();
export async function search({ teamId, name }: { teamId?: number; name?: string }) {
  const conditions: string[] = [];
  const values: unknown[] = [];
  if (teamId) {
    values.push(teamId);
    conditions.push(`team_id = $${values.length}`);
  }
  if (name !== undefined) {
    values.push(`%${name}%`);
    conditions.push(`name ILIKE $${values.length}`);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  return pool.query(`SELECT id FROM players ${where} ORDER BY id`, values);
}
