import { session } from '$app/session';
import { pool } from './db.js';

export async function loadPlayer() {
  const { rows } = await pool.query('SELECT * FROM players');
  session.data.player = rows[0];
}
