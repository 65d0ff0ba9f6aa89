import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows.serialise();
}

show();
