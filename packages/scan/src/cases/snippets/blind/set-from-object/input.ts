import { Pool } from 'pg';
const pool = new Pool();
export async function update(id: number, changes: Record<string, unknown>) {
  const sets = Object.keys(changes).map((key, i) => `${key} = $${i + 2}`).join(', ');
  return pool.query(`UPDATE players SET ${sets} WHERE id = $1`, [id, ...Object.values(changes)]);
}
