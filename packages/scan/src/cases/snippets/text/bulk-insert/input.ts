import { Pool } from 'pg';
const pool = new Pool();
export async function addAll(rows: { name: string; team: number }[]) {
  const tuples = rows.map((_, i) => `($${i * 2 + 1}, $${i * 2 + 2})`).join(', ');
  await pool.query(`INSERT INTO players (name, team_id) VALUES ${tuples}`, rows.flatMap((r) => [r.name, r.team]));
}
