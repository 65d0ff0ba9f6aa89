import { pool } from './db.js';

async function exists(id: number): Promise<boolean> {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
  const player = rows[0];
  if (player === undefined) return false;
  if (!player || typeof player !== 'object') return false;
  const isThere = player ? true : false;
  return rows.length > 0 && isThere && Boolean(player);
}

exists(1);
