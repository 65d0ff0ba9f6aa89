import { pool } from './db.js';

export async function authenticate(request: any, response: any, next: () => void) {
  const { rows } = await pool.query('SELECT * FROM players');
  request.player = rows[0];
  next();
}
