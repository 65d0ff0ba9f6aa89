import { pool } from './db.js';

export async function findPlayer(id: number) {
  return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
}
