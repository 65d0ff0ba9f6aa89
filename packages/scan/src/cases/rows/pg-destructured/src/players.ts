import { pool } from './db.js';

async function show(id: number): Promise<string> {
  const { rows, rowCount } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
  const [player] = rows;
  if (!player || rowCount === 0) return '';
  const { full_name: name, team_id = null, ...others } = player;
  return `${name} ${team_id} ${others.email}`;
}

show(1);
