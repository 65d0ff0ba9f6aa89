import { pool } from '../../lib/db';

export async function load() {
  const { rows } = await pool.query('SELECT * FROM players LIMIT 1');
  return { me: rows[0] };
}
